"""Deliveries that are expected."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from serai.inventory.domain.entry import MOST_UNITS
from serai.inventory.models.location import Location
from serai.kernel.ids import uuid7

_TABLE = "inventory_expected_delivery"


class ExpectedDelivery(models.Model):
    """
    So many units of a variant that a supplier will bring to a location, and when.

    `reference` is what people call the purchase order; with variant and location it names the row. Of
    `quantity` units `received` have come. One that is called off keeps its row with `is_over`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reference = models.TextField()
    supplier = models.TextField(default="", db_default="", blank=True)
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    location = models.ForeignKey(Location, models.PROTECT, related_name="+")
    quantity = models.IntegerField()
    received = models.IntegerField(default=0, db_default=0)
    first_on = models.DateField()
    last_on = models.DateField()
    is_over = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table = _TABLE
        verbose_name = "expected delivery"
        verbose_name_plural = "expected deliveries"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name=f"{_TABLE}_once", fields=["reference", "variant", "location"]
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_units",
                condition=Q(quantity__gte=1, quantity__lte=MOST_UNITS, received__gte=0),
            ),
            models.CheckConstraint(name=f"{_TABLE}_days", condition=Q(first_on__lte=F("last_on"))),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["variant", "last_on"],
                name="inventory_expected_to_come",
                condition=Q(is_over=False),
            ),
            models.Index(fields=["last_on", "id"], name="inventory_expected_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.variant_id} by {self.last_on}"
