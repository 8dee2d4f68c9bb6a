"""Opening hours of a week, by the clock of the place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from serai.kernel.errors import DomainError, Kind

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
_DAY = 24 * 60
MOST_SPANS = 3


class BadOpeningHours(DomainError):
    """Opening hours are not written as they should be."""

    code = "fulfilment.bad_opening_hours"
    kind = Kind.REJECTED

    def __init__(self, day: str, text: str) -> None:
        self.day, self.text = day, text
        super().__init__(
            f"{day}: write 09:00-18:00, several in order with commas, or nothing; not {text[:60]!r}."
        )


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """
    When a place is open, Monday first.

    Each day has spans of minutes after midnight, in order, none touching another; up to three.
    """

    days: tuple[tuple[tuple[int, int], ...], ...]

    @classmethod
    def parse(cls, texts: Sequence[str]) -> Self:
        """
        Read seven days such as "09:00-13:00, 14:00-18:00"; an empty one is closed.

        Raises:
            BadOpeningHours: one cannot be read, or its spans overlap.

        Example:
            >>> OpeningHours.parse(["09:00-18:00"] * 5 + ["10:00-14:00", ""]).days[5:]
            (((600, 840),), ())
        """
        if len(texts) != len(DAYS):
            raise BadOpeningHours("The week", f"{len(texts)} days")
        return cls(tuple(_spans(day, text) for day, text in zip(DAYS, texts, strict=True)))

    def as_texts(self) -> list[str]:
        """Return what `parse` reads."""
        return [", ".join(f"{_clock(a)}-{_clock(b)}" for a, b in spans) for spans in self.days]


def _spans(day: str, text: str) -> tuple[tuple[int, int], ...]:
    found, free_from = [], 0
    for part in filter(None, (part.strip() for part in text.split(","))):
        written = _SPAN.fullmatch(part)
        if written is None:
            raise BadOpeningHours(day, text)
        from_hour, from_minute, to_hour, to_minute = map(int, written.groups())
        opens, closes = 60 * from_hour + from_minute, 60 * to_hour + to_minute
        if not free_from <= opens < closes <= _DAY:
            raise BadOpeningHours(day, text)
        found.append((opens, closes))
        free_from = closes + 1
    if len(found) > MOST_SPANS:
        raise BadOpeningHours(day, text)
    return tuple(found)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
