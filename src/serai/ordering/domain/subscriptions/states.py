"""The states of a subscription and of its periods."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from serai.kernel.states import StateTable


class SubscriptionState(StrEnum):
    """Where a subscription stands."""

    ACTIVE = "active"
    """It orders on its days."""
    PAST_DUE = "past_due"
    """The last try to order failed; it is tried again."""
    PAUSED = "paused"
    """It orders nothing until it is resumed."""
    CANCELLED = "cancelled"
    """It orders nothing any more."""


class SubscriptionAction(StrEnum):
    """What can happen to a subscription."""

    FAIL = "fail"
    RECOVER = "recover"
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"


class PeriodState(StrEnum):
    """Where one period of a subscription stands."""

    OPEN = "open"
    """To be ordered on its day, or tried again."""
    ORDERING = "ordering"
    """Its order is written down; whether it is paid is not known yet."""
    ORDERED = "ordered"
    """Ordered and paid; never again."""
    SKIPPED = "skipped"
    """Left out."""
    GIVEN_UP = "given_up"
    """Tried as often as is tried; the subscription is paused."""
    DROPPED = "dropped"
    """The subscription was paused or ended before its day."""


_S, _A = SubscriptionState, SubscriptionAction

SUBSCRIPTION_STATES = StateTable(
    {
        (_S.ACTIVE, _A.FAIL): _S.PAST_DUE,
        (_S.PAST_DUE, _A.FAIL): _S.PAST_DUE,
        (_S.PAST_DUE, _A.RECOVER): _S.ACTIVE,
        (_S.ACTIVE, _A.RECOVER): _S.ACTIVE,
        (_S.ACTIVE, _A.PAUSE): _S.PAUSED,
        (_S.PAST_DUE, _A.PAUSE): _S.PAUSED,
        (_S.PAUSED, _A.RESUME): _S.ACTIVE,
        (_S.ACTIVE, _A.CANCEL): _S.CANCELLED,
        (_S.PAST_DUE, _A.CANCEL): _S.CANCELLED,
        (_S.PAUSED, _A.CANCEL): _S.CANCELLED,
    }
)
ALIVE = (_S.ACTIVE, _S.PAST_DUE)

RETRIES = (timedelta(days=1), timedelta(days=3), timedelta(days=5))
"""How long after each try that failed the next one is; after the last, the subscription is paused."""
CLAIM = timedelta(minutes=5)
"""How long a worker has for one try before another one may go on with it."""
_AT = time(6, tzinfo=UTC)


def first_try(due_on: date) -> datetime:
    """Return when a period is ordered: in the morning of its day, UTC."""
    return datetime.combine(due_on, _AT)


def next_try(attempts: int, now: datetime) -> datetime | None:
    """Return when it is tried again after so many tries; `None`: it is given up."""
    return now + RETRIES[attempts - 1] if attempts <= len(RETRIES) else None
