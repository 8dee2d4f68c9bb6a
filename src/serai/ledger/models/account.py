"""Accounts and their balances."""

from typing import ClassVar

from django.db import models
from django.db.models import Case, F, Q, When

from serai.ledger.domain.account import Side


class AccountRow(models.Model):
    """
    An account and what stands on it.

    `balance` is debits less credits, kept by the statement that posts; on the normal side it is what people
    call the balance. `held` is the sum of open holds. Kind, owner, unit and side never change: a trigger
    refuses it, and the id follows from them.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=50)
    owner = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=12)
    normal_side = models.CharField(max_length=6, choices=[(s.value, s.value) for s in Side])
    may_be_negative = models.BooleanField()
    keeps_lots = models.BooleanField()
    balance = models.BigIntegerField(default=0)
    held = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField()

    rules_are_kept_read = True

    class Meta:
        """One account a name; never below zero, or into what is held, where that is forbidden."""

        db_table = "ledger_account"
        verbose_name = "account"
        constraints: ClassVar = [
            models.UniqueConstraint(name="ledger_account_once", fields=["kind", "owner", "unit"]),
            models.CheckConstraint(
                name="ledger_account_side", condition=Q(normal_side__in=[s.value for s in Side])
            ),
            models.CheckConstraint(
                name="ledger_account_unit", condition=Q(unit__regex=r"^[A-Z][A-Z0-9]{2,11}$")
            ),
            models.CheckConstraint(name="ledger_account_held", condition=Q(held__gte=0)),
            models.CheckConstraint(
                name="ledger_account_not_negative",
                condition=Q(may_be_negative=True)
                | Q(
                    held__lte=Case(
                        When(normal_side=Side.DEBIT, then=F("balance")), default=-F("balance")
                    )
                ),
            ),
            models.CheckConstraint(
                name="ledger_account_lots_are_there",
                condition=Q(keeps_lots=False) | Q(may_be_negative=False),
            ),
        ]
        indexes: ClassVar = [models.Index(name="ledger_account_owner", fields=["owner"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.owner} {self.unit}".replace("  ", " ")
