"""Hands and carriers: what really happens, whatever was promised."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from serai.fulfilment.domain.delivery_service import DeliveryService
from serai.fulfilment.domain.distance import distances_km
from serai.fulfilment.domain.site import Site

POWER_CUTS = 6
"""Days on which a store stays closed though nobody said so before: what it promised is late."""
SLOW, LATE_CARRIER = 0.015, 0.02
"""Shares of orders that take hours more to pack, and of parcels that are a working day late."""
Point = tuple[float, float]


@dataclass
class Hands:
    """
    Who packs and carries.

    Attributes:
        rests: days on which nobody works or carries.
        dark: the days on which a site stays closed, without a word before.
        rng: chance.
        done: orders that each site has packed on each day: nobody can do more than there is room for.
    """

    rests: frozenset[date]
    dark: dict[str, set[date]]
    rng: np.random.Generator
    done: Counter[tuple[str, date]] = field(default_factory=Counter)

    def packed_at(self, site: Site, code: str, ordered_at: datetime) -> datetime:
        """Return when a site has packed an order: begun as soon as there is room, done in opening hours."""
        left, done_at = self._minutes_of_work(site), None
        for opens, closes in self._shifts(site, code, ordered_at):
            if done_at is None:
                day, first = opens.date(), max(opens, ordered_at)
                too_late = first > closes - timedelta(minutes=site.cut_off_minutes)
                full = site.daily_orders is not None and self.done[code, day] >= site.daily_orders
                if too_late or full:
                    continue
                self.done[code, day] += 1
                done_at = first
            done_at = max(opens, done_at)
            there = (closes - done_at).total_seconds() / 60
            if there >= left:
                return done_at + timedelta(minutes=left)
            left -= max(there, 0)
        raise ArithmeticError(f"{code} is never open.")

    def _shifts(
        self, site: Site, code: str, since: datetime
    ) -> Iterator[tuple[datetime, datetime]]:
        """Yield when people are really there, for the next forty days."""
        clock = ZoneInfo(site.time_zone)
        first = since.astimezone(clock).date()
        for ahead in range(40):
            day = first + timedelta(days=ahead)
            if day not in self.rests and day not in self.dark.get(code, ()):
                for opens, closes in site.hours.days[day.weekday()]:
                    yield _at(day, opens, clock), _at(day, closes, clock)

    def _minutes_of_work(self, site: Site) -> float:
        usual = self.rng.triangular(
            site.handling_minutes,
            (site.handling_minutes + site.handling_at_most) / 2,
            site.handling_at_most,
        )
        return float(usual + (240 if self.rng.random() < SLOW else 0))

    def brought_at(
        self, site: Site, place: Point, service: DeliveryService, packed_at: datetime, to: Point
    ) -> tuple[datetime, datetime]:
        """Return when a parcel is fetched, and when it is brought."""
        clock = ZoneInfo(site.time_zone)
        day = packed_at.astimezone(clock).date()
        if packed_at > _at(day, site.collection, clock):
            day += timedelta(days=1)
        day = self._next_working(service, day)
        fetched = max(_at(day, site.collection, clock), packed_at)
        km = float(distances_km(np.array([place[0]]), np.array([place[1]]), to)[0])
        reach = next(each for each in service.reaches if km <= each.km)
        days = int(self.rng.integers(reach.days, reach.days_at_most + 1))
        days += int(self.rng.random() < LATE_CARRIER) * (1 + reach.days_at_most - days)
        for _ in range(days):
            day = self._next_working(service, day + timedelta(days=1))
        return fetched, max(_at(day, int(self.rng.integers(9 * 60, 20 * 60)), clock), fetched)

    def _next_working(self, service: DeliveryService, day: date) -> date:
        while not service.works[day.weekday()] or day in self.rests:
            day += timedelta(days=1)
        return day


def _at(day: date, minutes: int, clock: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), clock) + timedelta(minutes=minutes)
