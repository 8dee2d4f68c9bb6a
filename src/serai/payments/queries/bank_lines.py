"""Bank lines that people must look at."""

from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import UUID

from django.db.models import QuerySet

from serai.kernel.money import Money
from serai.payments.models import BankLine


@dataclass(frozen=True)
class BankLineView:
    """One line and why it is not simply a payment."""

    id: UUID
    account: str
    line_ref: str
    booked_on: date
    amount: Money
    payer: str
    text: str
    payment_id: UUID | None
    finding: str

    @classmethod
    def of(cls, line: BankLine) -> Self:
        """Return the view of a row."""
        return cls(
            id=line.pk,
            account=line.account,
            line_ref=line.line_ref,
            booked_on=line.booked_on,
            amount=Money(line.amount_minor, line.currency),
            payer=line.payer,
            text=line.text,
            payment_id=line.payment_id,
            finding=line.finding,
        )


def puzzling_bank_lines(*, limit: int = 200) -> list[BankLineView]:
    """Return lines that are nobody's, or do not fit, and were not given back, the oldest first; one statement."""
    found = _puzzling().order_by("booked_on", "id")[:limit]
    return [BankLineView.of(line) for line in found]


def count_nobodys_bank_lines() -> int:
    """Return how many lines are nobody's; one statement."""
    return _puzzling().filter(payment=None).count()


def _puzzling() -> QuerySet[BankLine]:
    return BankLine.objects.filter(given_back_at=None).exclude(finding="")
