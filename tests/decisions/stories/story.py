"""What a test plays of a slot: its own use, and its own way of telling what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from serai.kernel import clock

PEOPLE = 24


@dataclass(frozen=True)
class Story:
    """
    One slot as the shop uses it.

    Attributes:
        use: lets the slot choose for `PEOPLE` subjects, the same ones each time; returns what each was shown.
        tell: lets all that has been shown since come to its good end, and be told.
        begins_at: when the slot is switched.
    """

    use: Callable[[], Sequence[object]]
    tell: Callable[[], object]
    begins_at: datetime = field(default_factory=clock.now)
