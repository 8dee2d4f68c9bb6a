"""Note that people have sent back what came in at the bank and is nobody's, or too much."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.payments.domain.payment_state import PaymentState
from serai.payments.models import BankLine, Payment
from serai.payments.queries.bank_lines import BankLineView
from serai.payments.usecases.take_in_bank_lines import BankLineNotFound, here_for
from serai.plumbing.db import unit_of_work


class NothingToGiveBack(DomainError):
    """All of the bank line has paid for something, or it was given back already."""

    code = "payments.nothing_to_give_back"
    kind = Kind.CONFLICT

    def __init__(self, line_id: UUID) -> None:
        self.line_id = line_id
        super().__init__("Nothing of this bank line is there to be given back.")


@dataclass(frozen=True, slots=True)
class GiveBackBankLine:
    """Which line, and why."""

    line_id: UUID
    reason: str


@unit_of_work()
def give_back_bank_line(command: GiveBackBankLine, *, now: datetime) -> tuple[BankLineView, Money]:
    """
    Note a transfer back to the payer; return the line and how much it was.

    A line that is nobody's, came twice or is short of what its payment asks goes back whole; of one that is too
    much, what is too much. What was never a payment's is not on the ledger, and neither is its way back.

    Raises:
        BankLineNotFound: no such line.
        NothingToGiveBack: all of it has paid for something, or it went back already.
    """
    line = BankLine.objects.select_for_update().filter(pk=command.line_id).first()
    if line is None:
        raise BankLineNotFound(command.line_id)
    surplus = 0 if line.given_back_at else _surplus(line)
    if surplus < 1:
        raise NothingToGiveBack(line.pk)
    line.given_back_minor, line.given_back_at = surplus, now
    line.given_back_note = command.reason
    line.save(update_fields=["given_back_minor", "given_back_at", "given_back_note"])
    return BankLineView.of(line), Money(surplus, line.currency)


def _surplus(line: BankLine) -> int:
    """Return how much of a line has paid for nothing, minor units."""
    if line.payment_id is None:
        return line.amount_minor
    payment = Payment.objects.select_for_update().get(pk=line.payment_id)
    if payment.state != PaymentState.CAPTURED:
        return line.amount_minor
    return min(line.amount_minor, here_for(payment.pk) - payment.amount_minor)
