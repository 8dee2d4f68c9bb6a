"""The shifts of all sites in the days ahead, as arrays."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from serai.fulfilment.domain.opening_hours import MOST_SPANS
from serai.fulfilment.domain.site import Site
from serai_science.promise import Shifts

HORIZON = 21
"""Days ahead that promises look."""
UNLIMITED = 2**31 - 1
"""The places of a day where as many orders are taken as come."""


class Timetable(NamedTuple):
    """
    When each site works, from the day before `first_day` on, whatever its clock.

    Attributes:
        first_day: the first local day of each row.
        shifts: (n_sites, n_shifts); `capacity` is that of a whole day, in each of its shifts.
        day_of_shift: (n_shifts,) array, days after `first_day`.
        offset: (n_sites,) array, minutes that each clock is ahead of UTC on the first day.
    """

    first_day: date
    shifts: Shifts
    day_of_shift: NDArray[np.int64]
    offset: NDArray[np.int64]

    def with_taken(self, taken: NDArray[np.int64]) -> Shifts:
        """
        Return the shifts with the capacity that is left.

        Args:
            taken: (n_sites, HORIZON) array, orders that each day has taken already.
        """
        left = self.shifts.capacity - taken[:, self.day_of_shift]
        return self.shifts._replace(capacity=np.maximum(left, 0))


def timetable(
    sites: Sequence[Site],
    closed: Mapping[date, Collection[UUID] | None],
    *,
    now: datetime,
) -> Timetable:
    """
    Return when each site works, from yesterday (somewhere it is still that day) for three weeks.

    Args:
        sites: in the order of the rows.
        closed: the locations that do not open on a day; `None` is all of them.
        now: the present instant.
    """
    first = first_day(now)
    days = [first + timedelta(days=ahead) for ahead in range(HORIZON)]
    width = HORIZON * MOST_SPANS
    opens = np.zeros((len(sites), width), np.int64)
    closes = np.zeros_like(opens)
    midnights = {zone: _midnights(zone, days) for zone in {site.time_zone for site in sites}}
    for row, site in enumerate(sites):
        midnight = midnights[site.time_zone]
        for ahead, day in enumerate(days):
            if _is_closed(site.location_id, day, closed):
                continue
            for nth, (opening, closing) in enumerate(site.hours.days[day.weekday()]):
                opens[row, ahead * MOST_SPANS + nth] = midnight[ahead] + opening
                closes[row, ahead * MOST_SPANS + nth] = midnight[ahead] + closing
    return Timetable(
        first,
        Shifts(
            opens,
            closes,
            closes - _column(sites, "cut_off_minutes"),
            np.repeat(_places(sites), width, axis=1),
        ),
        np.repeat(np.arange(HORIZON), MOST_SPANS),
        np.array([_offset(site.time_zone, first) for site in sites], np.int64),
    )


def first_day(now: datetime) -> date:
    """Return the day before `now` by the clock of Greenwich: nowhere is it earlier."""
    return (now.astimezone(UTC) - timedelta(days=1)).date()


def _column(sites: Sequence[Site], name: str) -> NDArray[np.int64]:
    return np.array([[getattr(site, name)] for site in sites], np.int64).reshape(len(sites), 1)


def _places(sites: Sequence[Site]) -> NDArray[np.int64]:
    """Return the places of a day at each site."""
    each = [UNLIMITED if site.daily_orders is None else site.daily_orders for site in sites]
    return np.array(each, np.int64).reshape(len(sites), 1)


def _is_closed(
    location_id: UUID, day: date, closed: Mapping[date, Collection[UUID] | None]
) -> bool:
    if day not in closed:
        return False
    who = closed[day]
    return who is None or location_id in who


def _midnights(zone: str, days: Sequence[date]) -> list[int]:
    """
    Return the minute in UTC from which each day's hours count.

    Twelve hours before local noon: clocks change at night, and the hours of that day are told by the new
    time.
    """
    clock = ZoneInfo(zone)
    noons = (datetime(day.year, day.month, day.day, 12, tzinfo=clock) for day in days)
    return [int(noon.timestamp()) // 60 - 12 * 60 for noon in noons]


def _offset(zone: str, day: date) -> int:
    ahead = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).utcoffset()
    return 0 if ahead is None else int(ahead.total_seconds()) // 60
