"""Lines of orders."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value

_TABLE = "ordering_order_line"


class OrderLine(models.Model):
    """
    So many of one article as it was sold: name, price and sums are copies.

    `variant_id` points at the catalogue's variant without a constraint: history outlives the assortment.
    `discounts` say which promotion took off how much; `gift_of` names the promotion whose gift the line is.
    `tax_minor` is what tax adds to the listed price (below zero: takes off it), `tax_included_minor` what the
    total contains of it besides; `tax_rate` is the sum of the rates.
    Only imported history has a quantity of 0 (a discount or a deposit that a till booked without goods).
    """

    id = models.BigAutoField(primary_key=True)
    order = models.ForeignKey(
        "ordering.Order", models.PROTECT, related_name="lines", db_index=False
    )
    position = models.IntegerField()
    variant_id = models.UUIDField(null=True)
    sku = models.TextField()
    name = models.TextField()
    quantity = models.IntegerField()
    unit_price = models.DecimalField(max_digits=18, decimal_places=6)
    items_minor = models.BigIntegerField()
    discount_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField(default=0, db_default=0)
    tax_included_minor = models.BigIntegerField(default=0, db_default=0)
    tax_rate = models.DecimalField(
        max_digits=7, decimal_places=6, default=Decimal(0), db_default=Decimal(0)
    )
    total_minor = models.BigIntegerField()
    discounts = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    gift_of = models.UUIDField(null=True)
    wraps = models.IntegerField(null=True)
    """Of gift wrap: the position of the line that is wrapped, 0 for all of the order."""
    substitution = models.TextField(default="", db_default="", blank=True)
    """What the shopper wants when the store does not have it: similar, ask or refund; empty: not said."""

    parts = models.JSONField(null=True)
    """Of a set: what each unit consisted of when it was ordered, with the places of its parts in the order."""

    class Meta:
        db_table = _TABLE
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_TABLE}_adds_up",
                condition=Q(total_minor=F("items_minor") - F("discount_minor") + F("tax_minor")),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_none_negative",
                condition=Q(quantity__gte=0, items_minor__gte=0, discount_minor__gte=0),
            ),
            models.UniqueConstraint(name=f"{_TABLE}_position", fields=["order", "position"]),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.sku}"
