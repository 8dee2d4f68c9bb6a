"""Movements: why a balance changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.inventory.domain.movement_reason import MovementReason
from serai.inventory.models.balance import Balance


class Movement(models.Model):
    """
    So many units came (or, below zero, went).

    Rows are only added: a trigger refuses to change or delete them. `reference` is the order, transfer or
    other cause that several movements share.
    """

    balance = models.ForeignKey(Balance, models.PROTECT, related_name="movements", db_index=False)
    quantity = models.IntegerField()
    reason = models.CharField(
        max_length=16, choices=[(reason.value, reason.value) for reason in MovementReason]
    )
    reference = models.UUIDField(null=True)
    note = models.CharField(max_length=500, default="", db_default="")
    occurred_at = models.DateTimeField()

    rules_are_kept_read = True

    class Meta:
        db_table = "inventory_movement"
        indexes: ClassVar = [
            models.Index(fields=["balance", "id"], name="inventory_movement_of_balance")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="inventory_movement_moves_something", condition=~Q(quantity=0)
            ),
            models.CheckConstraint(
                name="inventory_movement_reason",
                condition=Q(reason__in=[reason.value for reason in MovementReason]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.quantity:+}"
