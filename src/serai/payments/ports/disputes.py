"""Disputes: the shopper's bank takes a payment back (a chargeback), and what is said to that."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from serai.kernel.money import Money


class DisputeStatus(StrEnum):
    """What the processor says of a dispute."""

    OPENED = "opened"
    """The bank has taken the amount back for now; it can be contested until `due_at`."""
    CONTESTED = "contested"
    """Evidence is in; the bank decides."""
    WON = "won"
    """The amount is ours again."""
    LOST = "lost"
    """The amount stays with the shopper."""


@dataclass(frozen=True)
class DisputeResult:
    """What the processor knows of one dispute. The charge is named by its reference, or its key."""

    reference: str
    """The processor's own name of the dispute."""
    status: DisputeStatus
    amount: Money
    charge_reference: str
    charge_key: str = ""
    reason: str = ""
    """The bank's reason, such as `fraudulent` or `product_not_received`."""
    due_at: datetime | None = None
    """Until when evidence is taken."""


@dataclass(frozen=True)
class DisputeAnswer:
    """What we say to a dispute: evidence, or, without any, that we accept it."""

    evidence: str = ""

    @property
    def accepts(self) -> bool:
        """Return whether the dispute is accepted as lost."""
        return not self.evidence
