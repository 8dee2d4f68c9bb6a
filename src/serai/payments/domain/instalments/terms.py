"""What a channel offers to who pays in instalments: data, not code."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from serai.kernel.money import Money

MOST_PARTS = 60


class Every(StrEnum):
    """What the time between two parts is counted in, and how many make a year."""

    WEEK = "week"
    MONTH = "month"

    @property
    def in_a_year(self) -> int:
        """Return 52 or 12: a year as the Consumer Credit Directive counts it."""
        return 52 if self is Every.WEEK else 12


@dataclass(frozen=True, slots=True)
class Terms:
    """
    So many equal parts, the first at once, the others `step` weeks or months apart.

    It costs nothing, or a `fee` in all, or `interest` on what is still lent: the nominal rate of a year,
    such as 0.12. Totals from `least` to `most` can be paid so.

    Raises:
        ValueError: no plan could have such terms.
    """

    parts: int
    step: int
    every: Every
    least: Money
    most: Money
    fee: Money | None = None
    interest: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        """Refuse what could not be meant."""
        if not 2 <= self.parts <= MOST_PARTS or self.step < 1:
            raise ValueError(f"A plan has 2 to {MOST_PARTS} parts, at least one step apart.")
        if not 0 < self.least.minor <= self.most.minor or self.least.currency != self.most.currency:
            raise ValueError("The least total is above zero and not above the most.")
        if not 0 <= self.interest <= 1:
            raise ValueError("Interest is the share of a year, from 0 to 1.")
        if self.fee and (self.fee.minor < 0 or self.fee.currency != self.least.currency):
            raise ValueError("A fee is not below zero, and in the currency of the totals.")
        if self.fee and self.interest:
            raise ValueError("A plan has a fee or interest, not both.")

    @property
    def steps_in_a_year(self) -> Fraction:
        """Return how often a part would be due in a year."""
        return Fraction(self.every.in_a_year, self.step)

    def fit(self, total: Money) -> bool:
        """Return whether a total can be paid so."""
        same = total.currency == self.least.currency
        return same and self.least.minor <= total.minor <= self.most.minor

    def due_days(self, agreed_on: date) -> list[date]:
        """
        Return the day of each part, the first that of the agreement.

        Months keep the day of the agreement, or end where that day does not exist: 31 January,
        28 February, 31 March.
        """
        gaps = [number * self.step for number in range(self.parts)]
        if self.every is Every.WEEK:
            return [agreed_on + timedelta(weeks=gap) for gap in gaps]
        return [_months_later(agreed_on, gap) for gap in gaps]


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    _, last = calendar.monthrange(year, month + 1)
    return date(year, month + 1, min(day.day, last))
