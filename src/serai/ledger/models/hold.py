"""Holds: amounts kept for a purpose."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.ledger.domain.hold_state import HoldState
from serai.ledger.models.account import AccountRow


class Hold(models.Model):
    """Part of an account's balance that nobody else can have while it is held."""

    id = models.UUIDField(primary_key=True, editable=False)
    account = models.ForeignKey(AccountRow, models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in HoldState])
    amount = models.BigIntegerField()
    captured = models.BigIntegerField(default=0)
    held_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """Once a reference; never captured beyond its amount; what waits is found quickly."""

        db_table = "ledger_hold"
        constraints: ClassVar = [
            models.UniqueConstraint(name="ledger_hold_once", fields=["reference"]),
            models.CheckConstraint(
                name="ledger_hold_amounts",
                condition=Q(amount__gt=0, captured__gte=0, captured__lte=F("amount")),
            ),
            models.CheckConstraint(
                name="ledger_hold_state", condition=Q(state__in=[s.value for s in HoldState])
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                name="ledger_hold_open", fields=["account"], condition=Q(state=HoldState.HELD)
            ),
            models.Index(
                name="ledger_hold_ending", fields=["expires_at"], condition=Q(state=HoldState.HELD)
            ),
        ]

    def __str__(self) -> str:
        return self.reference
