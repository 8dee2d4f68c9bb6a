"""The states of a hold."""

from enum import StrEnum

from serai.kernel.states import StateTable


class HoldState(StrEnum):
    """Where a hold stands."""

    HELD = "held"
    """What is left of its amount is not available to others."""
    CAPTURED = "captured"
    """It was taken, wholly or in part; the rest is available again."""
    RELEASED = "released"
    """It was given up."""
    EXPIRED = "expired"
    """Its time was over."""


class HoldAction(StrEnum):
    """What can happen to a hold."""

    CAPTURE_PART = "capture_part"
    CAPTURE = "capture"
    RELEASE = "release"
    EXPIRE = "expire"


HOLD_STATES = StateTable(
    {
        (HoldState.HELD, HoldAction.CAPTURE_PART): HoldState.HELD,
        (HoldState.HELD, HoldAction.CAPTURE): HoldState.CAPTURED,
        (HoldState.HELD, HoldAction.RELEASE): HoldState.RELEASED,
        (HoldState.HELD, HoldAction.EXPIRE): HoldState.EXPIRED,
    }
)
