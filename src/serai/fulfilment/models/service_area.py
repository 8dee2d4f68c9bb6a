"""Service areas: where a location or a service delivers."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value


class ServiceAreaRow(models.Model):
    """
    A part of the earth, in cells of H3, to which a location, a service, or a service from a location goes.

    `cells` are all of one resolution, written compactly: seven cells that fill a larger one are that one.
    `drawn` says from what they were made: a circle, or shapes.
    """

    code = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=200)
    location = models.ForeignKey("inventory.Location", models.PROTECT, null=True, related_name="+")
    service = models.CharField(max_length=32, blank=True, default="", db_default="")
    resolution = models.SmallIntegerField()
    cells = ArrayField(models.BigIntegerField())
    drawn = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))

    class Meta:
        db_table = "fulfilment_service_area"
        verbose_name = "service area"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="fulfilment_service_area_is_of_something",
                condition=Q(location__isnull=False) | ~Q(service=""),
            ),
            models.CheckConstraint(
                name="fulfilment_service_area_resolution",
                condition=Q(resolution__gte=0, resolution__lte=15),
            ),
            models.CheckConstraint(
                name="fulfilment_service_area_is_somewhere", condition=Q(cells__len__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.code
