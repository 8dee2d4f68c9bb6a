"""The states of what waits for goods."""

from enum import StrEnum


class WaitingState(StrEnum):
    """Where units stand that were sold ahead."""

    HELD = "held"
    """Their order is being paid: the place is taken until that succeeds or fails."""
    WAITING = "waiting"
    """Agreed; they get goods in the order in which they came."""
    OVER = "over"
    """All have goods by now, or nobody wants them any more."""


LIVE = (WaitingState.HELD, WaitingState.WAITING)
