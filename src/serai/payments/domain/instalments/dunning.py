"""When a part is asked for, and what happens when it is not paid."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

REMIND_AHEAD = timedelta(days=3)
"""How long before its day a part is announced."""
RETRY_AFTER = (timedelta(days=3), timedelta(days=5), timedelta(days=7))
"""How long is waited after the first, the second and the third failure before the card is charged again."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What follows a failure: another attempt, or none."""

    try_on: date | None
    """`None`: the card is charged no more by itself; people take over."""

    @property
    def is_last(self) -> bool:
        """Return whether no attempt follows."""
        return self.try_on is None


def after_failure(attempts: int, *, failed_at: datetime) -> NextStep:
    """
    Return what follows the failure of an attempt; `attempts` counts it, from 1.

    Raises:
        ValueError: nothing was attempted.
    """
    if attempts < 1:
        raise ValueError("A failure follows an attempt.")
    if attempts > len(RETRY_AFTER):
        return NextStep(None)
    return NextStep(failed_at.date() + RETRY_AFTER[attempts - 1])
