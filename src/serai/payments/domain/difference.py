"""Where two books disagree."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from serai.kernel.money import Money


class DifferenceKind(StrEnum):
    """Which books disagree, and how."""

    ORDER = "order"
    """An order's total is not what its payments cover, or its refunds are not theirs."""
    LEDGER = "ledger"
    """What payments say was taken and given back is not what was posted."""
    CHARGED = "charged"
    """The processor took another sum than we know of."""
    REFUNDED = "refunded"
    """The processor gave another sum back than we know of."""
    TAKEN_BACK = "taken_back"
    """Banks took another sum back than we know of."""
    UNKNOWN = "unknown"
    """The processor tells of a payment that is none of ours."""
    MISSING = "missing"
    """The processor has not told of a payment that we believe was taken."""
    CHANGED = "changed"
    """The processor tells a line otherwise than before."""
    PAYOUT_SUM = "payout_sum"
    """A payout is not the sum of its lines."""


@dataclass(frozen=True)
class Difference:
    """
    One disagreement. The same one, found again, is known by kind and subject.

    `by` is how much the other book has more than ours.
    """

    kind: DifferenceKind
    subject: str
    """What it is about: an order's number, a payment's id, a processor's line."""
    sentence: str
    by: Money
    processor: str = ""
    payment_id: UUID | None = None
    order_id: UUID | None = None
