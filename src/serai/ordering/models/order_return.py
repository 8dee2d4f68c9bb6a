"""Returns, and the rules by which goods may come back."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.kernel.ids import uuid7
from serai.ordering.domain.returns.return_state import ReturnState, ReturnWay

_TABLE = "ordering_order_return"
_LINE = "ordering_order_return_line"
_RULE = "ordering_return_rule"


class OrderReturn(models.Model):
    """
    Goods of one order on their way back, for money or for other goods.

    `wanted` is what goes out in exchange, at the prices of the day on which it was asked for; its units are
    reserved under the return's id. The money is told by the document that settles it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey("ordering.Order", models.PROTECT, related_name="+", db_index=False)
    number = models.IntegerField()
    """Counts the returns of the order from 1."""
    state = models.TextField(choices=[(state.value, state.value) for state in ReturnState])
    way = models.TextField(choices=[(way.value, way.value) for way in ReturnWay])
    location = models.ForeignKey(
        "inventory.Location", models.PROTECT, null=True, related_name="+", db_index=False
    )
    """The store or warehouse that takes the goods in."""
    key = models.TextField()
    made_by = models.TextField(blank=True)
    note = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    """Why it was refused or called off."""
    wanted = models.JSONField(null=True)
    label = models.TextField(blank=True)
    """What is on the parcel, so that it is known when it comes."""
    currency = models.CharField(max_length=3)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    """Until when the goods are waited for."""
    received_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = _TABLE
        verbose_name = "return"
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_TABLE}_state",
                condition=Q(state__in=[state.value for state in ReturnState]),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_way", condition=Q(way__in=[way.value for way in ReturnWay])
            ),
            models.UniqueConstraint(name=f"{_TABLE}_number", fields=["order", "number"]),
            models.UniqueConstraint(name=f"{_TABLE}_key", fields=["order", "key"]),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "asked_at", "id"], name=f"{_TABLE}_queue"),
            models.Index(fields=["asked_at", "id"], name=f"{_TABLE}_newest"),
            models.Index(fields=["label"], name=f"{_TABLE}_label", condition=~Q(label="")),
        ]

    def __str__(self) -> str:
        return f"return {self.number} of order {self.order_id}"


class OrderReturnLine(models.Model):
    """
    Units of one line of the order that come back, why, and what became of them.

    What is refused stays the shopper's and is sent back to them: its money does not go back.
    """

    id = models.BigAutoField(primary_key=True)
    order_return = models.ForeignKey(
        OrderReturn, models.PROTECT, related_name="lines", db_index=False
    )
    position = models.IntegerField()
    variant_id = models.UUIDField(null=True)
    sku = models.TextField()
    name = models.TextField()
    quantity = models.IntegerField()
    reason = models.TextField()
    note = models.TextField(blank=True)
    fee_basis_points = models.IntegerField(default=0)
    restocked = models.IntegerField(default=0)
    written_off = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    condition = models.TextField(blank=True)

    class Meta:
        db_table = _LINE
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_LINE}_units",
                condition=Q(quantity__gt=0, restocked__gte=0, written_off__gte=0, refused__gte=0)
                & Q(quantity__gte=F("restocked") + F("written_off") + F("refused")),
            ),
            models.CheckConstraint(
                name=f"{_LINE}_fee",
                condition=Q(fee_basis_points__gte=0, fee_basis_points__lte=10_000),
            ),
            models.UniqueConstraint(name=f"{_LINE}_position", fields=["order_return", "position"]),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.sku}"


class ReturnRule(models.Model):
    """
    For how long goods of a category may come back, and on what terms; without a category, all others.

    Goods worth less than `keep_below_minor` need not come back: the shopper keeps them.
    """

    id = models.BigAutoField(primary_key=True)
    channel_code = models.TextField()
    category = models.TextField(default="", blank=True, db_default="")
    """The category's path, such as `grocery/frozen`; it counts for what is below, too."""
    days = models.IntegerField()
    """After the hand-over; 0: they may not come back."""
    fee_basis_points = models.IntegerField(default=0)
    keep_below_minor = models.BigIntegerField(default=0)
    is_approved_at_once = models.BooleanField(default=True)
    """Whether nobody need look at a request that keeps the rules."""

    class Meta:
        db_table = _RULE
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_RULE}_makes_sense",
                condition=Q(days__gte=0, days__lte=3650, keep_below_minor__gte=0)
                & Q(fee_basis_points__gte=0, fee_basis_points__lte=10_000),
            ),
            models.UniqueConstraint(name=f"{_RULE}_of_path", fields=["channel_code", "category"]),
        ]

    def __str__(self) -> str:
        return f"{self.channel_code}: {self.days} days"
