"""Balances: what one location has of one variant."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.inventory.domain.entry import MOST_UNITS
from serai.inventory.models.location import Location


class Balance(models.Model):
    """
    What one location has of one variant. Free is `on_hand - reserved - buffer`, and never below zero.

    `on_hand` is always the sum of the movements, `reserved` the sum of the reservations that are held.
    Rows are locked in the order of (variant, location), and only changed by use cases.
    """

    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    location = models.ForeignKey(Location, models.PROTECT, related_name="balances")
    on_hand = models.IntegerField(default=0, db_default=0)
    reserved = models.IntegerField(default=0, db_default=0)
    buffer = models.IntegerField(default=0, db_default=0)

    rules_are_kept_read = True

    class Meta:
        db_table = "inventory_balance"
        constraints: ClassVar = [
            models.UniqueConstraint(name="inventory_balance_once", fields=["variant", "location"]),
            models.CheckConstraint(
                name="inventory_balance_reserved",
                condition=Q(reserved__gte=0, reserved__lte=F("on_hand")),
            ),
            models.CheckConstraint(
                name="inventory_balance_units",
                condition=Q(on_hand__lte=MOST_UNITS, buffer__gte=0, buffer__lte=MOST_UNITS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant.sku} at {self.location.code}"
