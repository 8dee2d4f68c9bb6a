"""Sites: how locations work."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

_DAY = 24 * 60


class SiteRow(models.Model):
    """
    How one location works; see `serai.fulfilment.domain.site.Site`.

    `derived` says that the hours and figures were made up rather than told by the merchant.
    """

    location = models.OneToOneField(
        "inventory.Location", models.PROTECT, primary_key=True, related_name="+"
    )
    time_zone = models.CharField(max_length=64)
    hours = ArrayField(models.CharField(max_length=60, blank=True), size=7)
    handling_minutes = models.IntegerField()
    handling_at_most = models.IntegerField()
    cut_off_minutes = models.IntegerField()
    daily_orders = models.IntegerField(null=True, blank=True)
    """Without a number it takes as many as come, and nothing is booked."""
    ships = models.BooleanField()
    hands_out = models.BooleanField()
    collection = models.IntegerField()
    hold_days = models.IntegerField()
    parcel_minor = models.IntegerField()
    derived = models.BooleanField()

    class Meta:
        db_table = "fulfilment_site"
        verbose_name = "site"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="fulfilment_site_handling",
                condition=Q(handling_minutes__gte=0, handling_at_most__gte=F("handling_minutes")),
            ),
            models.CheckConstraint(
                name="fulfilment_site_figures",
                condition=Q(
                    cut_off_minutes__gte=0,
                    daily_orders__gte=0,
                    collection__gte=0,
                    collection__lte=_DAY,
                    hold_days__gte=1,
                    parcel_minor__gte=0,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"site of {self.location.code}"
