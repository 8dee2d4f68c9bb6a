"""The states of a capture."""

from enum import StrEnum

from serai.kernel.states import StateTable


class CaptureState(StrEnum):
    """Where a capture stands."""

    REQUESTED = "requested"
    """Its amount is spoken for; the processor was asked, or is about to be."""
    CONFIRMED = "confirmed"
    """The processor took the money."""
    REFUSED = "refused"
    """The processor will not; what it still has set aside is free again."""


class CaptureAction(StrEnum):
    """What can happen to a capture."""

    CONFIRM = "confirm"
    REFUSE = "refuse"


CAPTURE_STATES = StateTable(
    {
        (CaptureState.REQUESTED, CaptureAction.CONFIRM): CaptureState.CONFIRMED,
        (CaptureState.REQUESTED, CaptureAction.REFUSE): CaptureState.REFUSED,
    }
)
