"""Lots: increases of a balance that may expire."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.ledger.models.account import AccountRow
from serai.ledger.models.entry import EntryRow


class Lot(models.Model):
    """What one entry brought to an account that keeps lots, and how much of it is left."""

    id = models.UUIDField(primary_key=True, editable=False)
    account = models.ForeignKey(AccountRow, models.PROTECT, related_name="+", db_index=False)
    entry = models.ForeignKey(EntryRow, models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    remaining = models.BigIntegerField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        """Never less than nothing; what is left is found in the order of its use."""

        db_table = "ledger_lot"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ledger_lot_amounts",
                condition=Q(amount__gt=0, remaining__gte=0, remaining__lte=F("amount")),
            )
        ]
        indexes: ClassVar = [
            models.Index(
                name="ledger_lot_open",
                fields=["account", "expires_at", "id"],
                condition=Q(remaining__gt=0),
            ),
            models.Index(
                name="ledger_lot_ending", fields=["expires_at"], condition=Q(remaining__gt=0)
            ),
        ]


class LotUse(models.Model):
    """How much an entry took from a lot; below zero, gave back. Append-only."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    entry = models.ForeignKey(EntryRow, models.PROTECT, related_name="+")
    amount = models.BigIntegerField()

    class Meta:
        db_table = "ledger_lot_use"
