"""How often a subscription orders."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Self

from msgspec import Struct

from serai.kernel.errors import DomainError, Kind

_MOST = {"d": 365, "w": 52, "m": 24}
_WRITTEN = re.compile(r"([1-9][0-9]{0,2})([dwm])")


class BadInterval(DomainError):
    """Not a number of days, weeks or months that make sense."""

    code = "ordering.bad_interval"
    kind = Kind.REJECTED

    def __init__(self, interval: str) -> None:
        self.interval = interval
        super().__init__(
            f"{interval!r} is no interval: write days, weeks or months such as 10d, 2w or 1m."
        )


class Interval(Struct, frozen=True):
    """Every so many days, weeks or months; written `10d`, `2w`, `1m`."""

    every: int
    unit: str

    @classmethod
    def of(cls, written: str) -> Self:
        """
        Return the interval that is written.

        Raises:
            BadInterval: not 1d to 365d, 1w to 52w, or 1m to 24m.
        """
        found = _WRITTEN.fullmatch(written)
        if found is None or int(found[1]) > _MOST[found[2]]:
            raise BadInterval(written)
        return cls(int(found[1]), found[2])

    def __str__(self) -> str:
        return f"{self.every}{self.unit}"

    @property
    def days(self) -> float:
        """Return how many days it is, about."""
        return self.every * {"d": 1.0, "w": 7.0, "m": 30.44}[self.unit]

    def after(self, anchor: date, times: int) -> date:
        """
        Return the day so many intervals after `anchor`.

        Months count from the anchor, so the 31st is the last day of a shorter month and the 31st again after it.

        >>> Interval.of("1m").after(date(2026, 1, 31), 1), Interval.of("1m").after(date(2026, 1, 31), 2)
        (datetime.date(2026, 2, 28), datetime.date(2026, 3, 31))
        """
        steps = self.every * times
        if self.unit != "m":
            return anchor + timedelta(days=steps * (7 if self.unit == "w" else 1))
        years, month = divmod(anchor.month - 1 + steps, 12)
        year = anchor.year + years
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(anchor.day, last))
