"""Delivery services."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class DeliveryServiceRow(models.Model):
    """
    Who carries parcels; see `serai.fulfilment.domain.delivery_service.DeliveryService`.

    `weekdays` are the days worked, 0 is Monday. `reaches` are [km, days, days_at_most], the nearest first.
    """

    code = models.CharField(max_length=32, primary_key=True)
    weekdays = models.JSONField()
    reaches = models.JSONField()
    per_100_km_minor = models.IntegerField()
    grams_per_100_km = models.IntegerField()

    class Meta:
        db_table = "fulfilment_delivery_service"
        verbose_name = "delivery service"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="fulfilment_delivery_service_figures",
                condition=Q(per_100_km_minor__gte=0, grams_per_100_km__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return self.code
