"""The states of a refund."""

from enum import StrEnum

from serai.kernel.states import StateTable


class RefundState(StrEnum):
    """Where a refund stands."""

    REQUESTED = "requested"
    """Its amount is set aside; the processor was asked, or is about to be."""
    CONFIRMED = "confirmed"
    """The processor gave the money back."""
    REFUSED = "refused"
    """The processor will not; the amount is free again."""


class RefundAction(StrEnum):
    """What can happen to a refund."""

    CONFIRM = "confirm"
    REFUSE = "refuse"


REFUND_STATES = StateTable(
    {
        (RefundState.REQUESTED, RefundAction.CONFIRM): RefundState.CONFIRMED,
        (RefundState.REQUESTED, RefundAction.REFUSE): RefundState.REFUSED,
    }
)
