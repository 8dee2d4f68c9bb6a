"""What inventory needs from others and does not know itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Expected:
    """
    When goods that are ordered from their supplier now are on our shelves.

    Attributes:
        earliest: the first day on which they may be.
        latest: the day by which they are.
        supplier: who brings them, by code.
    """

    earliest: date
    latest: date
    supplier: str


class LeadTimes(Protocol):
    """Whoever knows how long suppliers take."""

    def expected(
        self, variant_ids: Collection[UUID], *, ordered_at: datetime
    ) -> Mapping[UUID, Expected]:
        """
        Return when each variant would be here if it were ordered now.

        A variant of which nobody knows the supplier is not in the answer: nothing is promised of it.

        Args:
            variant_ids: what would be ordered; the empty collection asks nothing.
            ordered_at: the instant of the order.
        """
        ...


@dataclass(frozen=True, slots=True)
class WeatherDay:
    """
    The weather of a day, seen or forecast.

    Attributes:
        temperature: the mean, degrees Celsius.
        rain: millimetres.
    """

    temperature: float
    rain: float


class Weather(Protocol):
    """Whoever knows the weather where the shop sells: what it was, and what is forecast."""

    def days(self, first: date, last: date) -> Mapping[date, WeatherDay]:
        """
        Return the weather of days, both ends included, the mean of all places that are known.

        A day of which nothing is known is not in the answer: no weather is made up.
        """
        ...

    def places(self, first: date, last: date) -> Mapping[str, Mapping[date, WeatherDay]]:
        """
        Return the weather of days, both ends included, of each place by its name.

        A place of which none of these days is known is not in the answer.
        """
        ...
