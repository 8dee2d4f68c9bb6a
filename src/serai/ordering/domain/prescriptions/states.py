"""Where a prescribed line of an order stands."""

from enum import StrEnum

from serai.kernel.states import StateTable


class LineState(StrEnum):
    """What was decided about a line."""

    WAITING = "waiting"
    """A pharmacist has to look at it."""
    RELEASED = "released"
    """It may go."""
    REFUSED = "refused"
    """It was called off and its money goes back."""


class LineAction(StrEnum):
    """What a pharmacist can do about a line."""

    RELEASE = "release"
    REFUSE = "refuse"


LINE_STATES: StateTable[LineState, LineAction] = StateTable(
    {
        (LineState.WAITING, LineAction.RELEASE): LineState.RELEASED,
        (LineState.WAITING, LineAction.REFUSE): LineState.REFUSED,
        # Until it has left, a second look may undo the first.
        (LineState.RELEASED, LineAction.REFUSE): LineState.REFUSED,
    }
)
