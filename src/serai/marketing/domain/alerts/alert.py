"""What an alert waits for, and what may become of it."""

from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

TO_CONFIRM = timedelta(days=2)
"""How long the letter that asks for a confirmation can be answered."""
WAITS = timedelta(days=180)
"""How long an alert waits; then it ends by itself."""
REMEMBERED = timedelta(days=365)
"""How long what is over is kept: it proves what was asked for."""
LINK_LASTS = WAITS + timedelta(days=90)
"""How long the link of a letter opens the alert."""


class AlertKind(StrEnum):
    """What is told."""

    PRICE = "price"
    """The article costs at most what was named."""
    STOCK = "stock"
    """It can be had again."""


class AlertState(StrEnum):
    """Where an alert is."""

    UNCONFIRMED = "unconfirmed"
    """A letter asks whether it was the owner of the address who asked; nothing else is sent."""
    WAITING = "waiting"
    DUE = "due"
    """What was asked for is there; the letter is being written."""
    TOLD = "told"
    ENDED = "ended"
    """The reader ended it."""
    EXPIRED = "expired"
    """Its time was over."""


class AlertAction(StrEnum):
    """What may happen to an alert."""

    CONFIRM = "confirm"
    FALL_DUE = "fall_due"
    TAKE_BACK = "take_back"
    """What was there is gone before the letter was written."""
    TELL = "tell"
    END = "end"
    EXPIRE = "expire"


TRANSITIONS = MappingProxyType(
    {
        (AlertState.UNCONFIRMED, AlertAction.CONFIRM): AlertState.WAITING,
        (AlertState.UNCONFIRMED, AlertAction.END): AlertState.ENDED,
        (AlertState.UNCONFIRMED, AlertAction.EXPIRE): AlertState.EXPIRED,
        (AlertState.WAITING, AlertAction.FALL_DUE): AlertState.DUE,
        (AlertState.WAITING, AlertAction.END): AlertState.ENDED,
        (AlertState.WAITING, AlertAction.EXPIRE): AlertState.EXPIRED,
        (AlertState.DUE, AlertAction.TAKE_BACK): AlertState.WAITING,
        (AlertState.DUE, AlertAction.TELL): AlertState.TOLD,
        (AlertState.DUE, AlertAction.END): AlertState.ENDED,
    }
)


def states_before(action: AlertAction) -> list[str]:
    """Return the states in which an action may happen; a statement that moves many names them."""
    return [state.value for state, done in TRANSITIONS if done is action]


OPEN = (AlertState.UNCONFIRMED.value, AlertState.WAITING.value, AlertState.DUE.value)
"""States in which an alert may still tell."""
