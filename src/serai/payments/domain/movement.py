"""What a processor says happened to the money it holds for us."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from serai.kernel.money import Money


class MovementKind(StrEnum):
    """Why money moved."""

    CHARGE = "charge"
    """A shopper paid."""
    REFUND = "refund"
    """A shopper was given something back."""
    REFUND_FAILED = "refund_failed"
    """What was to go back came home: the shopper's account took it not."""
    CHARGEBACK = "chargeback"
    """A bank took a payment back."""
    CHARGEBACK_WON = "chargeback_won"
    """A bank returned what it had taken back."""
    FEE = "fee"
    """A price of the processor's that belongs to no single payment."""
    ADJUSTMENT = "adjustment"
    """Anything else."""


@dataclass(frozen=True)
class Movement:
    """
    One line in a processor's book of our money.

    `gross` is above zero when it comes to us; `fee` is what the processor keeps for it. `paid` is what the
    shopper saw when the processor settles in another currency.
    """

    reference: str
    """The processor's own name of this line: the same line has it in every file."""
    kind: MovementKind
    gross: Money
    fee: Money
    happened_at: datetime
    source: str = ""
    """The processor's name of the charge, refund or dispute behind it."""
    charge: str = ""
    """The processor's name of the payment that it belongs to."""
    key: str = ""
    """Our id of that payment, when the processor tells it."""
    paid: Money | None = None

    @property
    def net(self) -> Money:
        """Return what it changes in what the processor owes us."""
        return self.gross - self.fee

    @property
    def in_payment(self) -> Money:
        """Return what it means in the currency of the payment."""
        return self.paid if self.paid is not None else self.gross


@dataclass(frozen=True)
class PayoutReport:
    """What a processor sent to our bank, and which lines it is made of."""

    processor: str
    reference: str
    amount: Money
    arrives_on: date
    movements: tuple[Movement, ...]
