"""Locations: stores and distribution centres."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from serai.kernel.ids import uuid7


class Location(models.Model):
    """
    A place that holds goods.

    `derived` says that the coordinates were made up or guessed rather than measured; `source` says where
    the row came from. Where there is too little for all, a sale here counts `weight` percent of one elsewhere.
    """

    class Kind(models.TextChoices):
        """What sort of place it is."""

        STORE = "store", "Store"
        DC = "dc", "Distribution centre"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind)
    line1 = models.CharField(max_length=200, blank=True)
    line2 = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=16, blank=True)
    country = models.CharField(max_length=2)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    derived = models.BooleanField()
    weight = models.IntegerField(default=100, db_default=100)
    seller_id = models.UUIDField(null=True, blank=True)
    source = models.CharField(max_length=64)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table = "inventory_location"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="inventory_location_kind", condition=Q(kind__in=["store", "dc"])
            ),
            models.CheckConstraint(
                name="inventory_location_country", condition=Q(country__regex=r"^[A-Z]{2}$")
            ),
            models.CheckConstraint(
                name="inventory_location_weight", condition=Q(weight__gte=1, weight__lte=10_000)
            ),
            models.CheckConstraint(
                name="inventory_location_is_on_earth",
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
