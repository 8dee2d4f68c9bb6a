"""The parts of a day in which people buy different things."""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

_BEGINS = np.array([5, 11, 15, 20])
"""Hours on a local clock: morning, midday, after work; the rest is the night."""
PARTS = _BEGINS.size
_DAY = 1440
_FIRST_DAY = date(1970, 1, 1)


class Moment(NamedTuple):
    """
    When something is shown, on the shop's clock.

    Attributes:
        part: the part of the day; `None` where it plays no part.
        day: days since 1 January 1970; `None` where it plays no part.
    """

    part: int | None = None
    day: int | None = None


ANY_MOMENT = Moment()


def part_of(instant: datetime, time_zone: str) -> int:
    """
    Return the part of the day at an instant, in a time zone.

    Example:
        >>> from datetime import UTC
        >>> part_of(datetime(2026, 11, 22, 13, tzinfo=UTC), "America/New_York")
        0
    """
    return int(parts_of_hours(np.array([instant.astimezone(ZoneInfo(time_zone)).hour]))[0])


def moment_of(instant: datetime, time_zone: str) -> Moment:
    """Return the part of the day and the day at an instant, in a time zone."""
    local = instant.astimezone(ZoneInfo(time_zone))
    return Moment(part_of(instant, time_zone), (local.date() - _FIRST_DAY).days)


def parts_of_hours(hour: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return the part of the day of each hour of a local clock, 0 to 23."""
    parts: NDArray[np.int64] = (np.searchsorted(_BEGINS, hour, side="right") - 1) % PARTS
    return parts


def parts_of(
    day: NDArray[np.integer], minute: NDArray[np.integer], time_zone: str
) -> NDArray[np.int64]:
    """
    Return the part of the day of many instants; clocks are those of noon, UTC, of the same day.

    Args:
        day: (n,) days since 1 January 1970, UTC.
        minute: (n,) minutes since midnight, UTC.
        time_zone: of the clocks.
    """
    return parts_of_hours(_local_minutes(day, minute, time_zone) % _DAY // 60)


def days_of(
    day: NDArray[np.integer], minute: NDArray[np.integer], time_zone: str
) -> NDArray[np.int64]:
    """Return the day on a local clock, since 1 January 1970, of many instants; see `parts_of`."""
    return _local_minutes(day, minute, time_zone) // _DAY


def _local_minutes(
    day: NDArray[np.integer], minute: NDArray[np.integer], time_zone: str
) -> NDArray[np.int64]:
    days, place = np.unique(day, return_inverse=True)
    ahead = np.array([_minutes_ahead(int(each), ZoneInfo(time_zone)) for each in days], np.int64)
    local: NDArray[np.int64] = day.astype(np.int64) * _DAY + minute
    return local + ahead[place] if days.size else local


def _minutes_ahead(day: int, zone: ZoneInfo) -> int:
    noon = datetime.fromtimestamp(day * _DAY * 60 + _DAY * 30, zone)
    offset = noon.utcoffset()
    return int(offset.total_seconds() // 60) if offset else 0
