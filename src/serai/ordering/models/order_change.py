"""Documents that change agreed orders."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.kernel.ids import uuid7
from serai.ordering.domain.changes.change_state import ChangeKind, ChangeState, LineKind
from serai.ordering.models.sums import adds_up

_TABLE = "ordering_order_change"
_LINE = "ordering_order_change_line"
_OF_DELIVERY = [LineKind.DELIVERY.value, LineKind.PROMOTION.value]


class OrderChange(models.Model):
    """
    One document: by how much each sum of an order changes, below zero where it falls.

    What it takes off is given back (`refund_minor`), is never taken (`uncollected_minor`), or went back
    before without a document (`already_back_minor`). Once in force it never changes. Units that it adds are
    reserved under its own id.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey("ordering.Order", models.PROTECT, related_name="+", db_index=False)
    number = models.IntegerField()
    """Counts the documents of the order from 1."""
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in ChangeKind])
    state = models.TextField(choices=[(state.value, state.value) for state in ChangeState])
    key = models.TextField()
    """The caller's name of it: repeated, it is written once."""
    reason = models.TextField(blank=True)
    made_by = models.TextField(blank=True)
    order_return = models.ForeignKey(
        "ordering.OrderReturn", models.PROTECT, null=True, related_name="+", db_index=False
    )
    currency = models.CharField(max_length=3)
    items_minor = models.BigIntegerField()
    delivery_minor = models.BigIntegerField()
    discount_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()
    tax_included_minor = models.BigIntegerField()
    total_minor = models.BigIntegerField()
    refund_minor = models.BigIntegerField(default=0)
    uncollected_minor = models.BigIntegerField(default=0)
    already_back_minor = models.BigIntegerField(default=0)
    promotions = models.JSONField(null=True)
    """What promotions the order earns with it, where they are worked out again; see `WorkedOut`."""
    payment_id = models.UUIDField(null=True)
    """The payment of the difference, or of what tenders leave of it, while it makes the order dearer."""
    tenders = models.JSONField(null=True)
    """What tenders pay of the difference beside that payment: held while it waits, taken once it counts."""
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    """Until when the difference is waited for."""
    in_force_at = models.DateTimeField(null=True)

    class Meta:
        db_table = _TABLE
        verbose_name = "document of an order"
        verbose_name_plural = "documents of orders"
        constraints: ClassVar = [
            adds_up(_TABLE),
            models.CheckConstraint(
                name=f"{_TABLE}_kind", condition=Q(kind__in=[kind.value for kind in ChangeKind])
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_state",
                condition=Q(state__in=[state.value for state in ChangeState]),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_none_negative",
                condition=Q(
                    refund_minor__gte=0, uncollected_minor__gte=0, already_back_minor__gte=0
                ),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_what_it_takes_off_goes_somewhere",
                condition=Q(
                    total_minor__gte=0, refund_minor=0, uncollected_minor=0, already_back_minor=0
                )
                | Q(
                    total_minor=-F("refund_minor")
                    - F("uncollected_minor")
                    - F("already_back_minor")
                ),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_in_force_since",
                condition=Q(state=ChangeState.IN_FORCE.value, in_force_at__isnull=False)
                | (~Q(state=ChangeState.IN_FORCE.value) & Q(in_force_at__isnull=True)),
            ),
            models.UniqueConstraint(name=f"{_TABLE}_number", fields=["order", "number"]),
            models.UniqueConstraint(name=f"{_TABLE}_key", fields=["order", "key"]),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["expires_at"],
                name=f"{_TABLE}_due",
                condition=Q(state=ChangeState.AWAITING_PAYMENT.value),
            ),
            models.Index(
                fields=["order_return"],
                name=f"{_TABLE}_return",
                condition=Q(order_return__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} of order {self.order_id}"


class OrderChangeLine(models.Model):
    """
    One row of a document: units and sums by which a line of the order changes. Append-only.

    `position` is that of the order's line. A document that brings an article opens a new position, above all
    that were there: from then on it is a line of the order like any other. Delivery has no position, and nor has
    what promotions change of it.
    """

    id = models.BigAutoField(primary_key=True)
    change = models.ForeignKey(OrderChange, models.PROTECT, related_name="lines", db_index=False)
    row = models.IntegerField()
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in LineKind])
    position = models.IntegerField(null=True)
    is_new = models.BooleanField(default=False)
    variant_id = models.UUIDField(null=True)
    sku = models.TextField(blank=True)
    name = models.TextField(blank=True)
    quantity = models.IntegerField(default=0)
    unit_price = models.DecimalField(max_digits=18, decimal_places=6, default=Decimal(0))
    items_minor = models.BigIntegerField()
    discount_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()
    tax_included_minor = models.BigIntegerField()
    tax_rate = models.DecimalField(max_digits=7, decimal_places=6, default=Decimal(0))
    total_minor = models.BigIntegerField()

    class Meta:
        db_table = _LINE
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_LINE}_adds_up",
                condition=Q(total_minor=F("items_minor") - F("discount_minor") + F("tax_minor")),
            ),
            models.CheckConstraint(
                name=f"{_LINE}_kind", condition=Q(kind__in=[kind.value for kind in LineKind])
            ),
            models.CheckConstraint(
                name=f"{_LINE}_position",
                condition=Q(kind__in=_OF_DELIVERY, position__isnull=True, quantity=0)
                | (~Q(kind=LineKind.DELIVERY.value) & Q(position__isnull=False)),
            ),
            models.UniqueConstraint(name=f"{_LINE}_row", fields=["change", "row"]),
        ]

    def __str__(self) -> str:
        return f"{self.quantity:+} × {self.sku}"
