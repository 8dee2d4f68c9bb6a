"""Tills, and everything they told."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.kernel.ids import uuid7
from serai.ordering.domain.tills.operation import OperationKind, OperationState

_TABLE = "ordering_till"
_OPERATION = "ordering_till_operation"


class Till(models.Model):
    """One till in a store. Its row is locked while one of its operations is merged."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField(unique=True)
    name = models.TextField()
    location = models.ForeignKey(
        "inventory.Location", models.PROTECT, related_name="+", db_index=False
    )
    channel_code = models.TextField()
    currency = models.CharField(max_length=3)
    is_active = models.BooleanField(default=True, db_default=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = _TABLE
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_TABLE}_code", condition=Q(code__regex=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class TillOperation(models.Model):
    """
    One thing that a till did; `id` is the till's own, so that it comes here once.

    `payload` is what was told, word for word. Amounts are in minor units, paid out below zero; `cash_minor` is by how
    much the drawer changed. The sale or return is order `order_id`'s.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    till = models.ForeignKey(Till, models.PROTECT, related_name="operations", db_index=False)
    shift_id = models.UUIDField()
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in OperationKind])
    state = models.TextField(choices=[(state.value, state.value) for state in OperationState])
    receipt = models.BigIntegerField(null=True)
    order_id = models.UUIDField(null=True)
    total_minor = models.BigIntegerField()
    cash_minor = models.BigIntegerField()
    counted_minor = models.BigIntegerField(null=True)
    declared = models.IntegerField(null=True)
    cashier = models.TextField()
    problem = models.TextField(default="", blank=True, db_default="")
    conflicts = models.JSONField()
    payload = models.JSONField()
    fingerprint = models.BinaryField()
    occurred_at = models.DateTimeField()
    received_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.TextField(default="", blank=True, db_default="")

    class Meta:
        db_table = _OPERATION
        verbose_name = "till operation"
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_OPERATION}_kind", condition=Q(kind__in=[k.value for k in OperationKind])
            ),
            models.CheckConstraint(
                name=f"{_OPERATION}_state", condition=Q(state__in=[s.value for s in OperationState])
            ),
            # A number that two operations claim is kept with the first of them; the other says so.
            models.UniqueConstraint(
                name=f"{_OPERATION}_receipt",
                fields=["till", "receipt"],
                condition=Q(receipt__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["shift_id", "id"], name=f"{_OPERATION}_shift"),
            models.Index(
                fields=["order_id"], name=f"{_OPERATION}_order", condition=Q(order_id__isnull=False)
            ),
            models.Index(fields=["received_at", "id"], name=f"{_OPERATION}_newest"),
            models.Index(
                fields=["received_at", "id"],
                name=f"{_OPERATION}_open",
                condition=Q(seen_at__isnull=True) & (~Q(state="merged") | ~Q(conflicts=[])),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.receipt or self.pk}"
