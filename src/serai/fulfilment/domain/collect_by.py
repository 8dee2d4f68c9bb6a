"""Until when goods that are put aside wait for the shopper."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from serai.fulfilment.domain.opening_hours import OpeningHours

_LOOKS_AHEAD = 60
"""Days; a place that does not open for so long keeps the goods until then."""


def collect_by(
    hours: OpeningHours,
    closed: Collection[date],
    *,
    time_zone: str,
    hold_days: int,
    ready_at: datetime,
) -> datetime:
    """
    Return the closing time of the last day on which goods wait.

    That is `hold_days` after the day on which they were put aside, by the clock of the place; if it does not open
    then, the next day on which it does.

    Args:
        hours: when the place is open.
        closed: days on which it does not open all the same.
        time_zone: whose clock it keeps.
        hold_days: how many days goods wait, at least.
        ready_at: when they were put aside.

    Example:
        >>> week = OpeningHours.parse(["09:00-18:00"] * 5 + ["10:00-14:00", ""])
        >>> friday = datetime(2026, 11, 20, 15, tzinfo=UTC)
        >>> collect_by(week, [], time_zone="UTC", hold_days=2, ready_at=friday).isoformat()
        '2026-11-23T18:00:00+00:00'
    """
    zone = ZoneInfo(time_zone)
    last = ready_at.astimezone(zone).date() + timedelta(days=hold_days)
    for ahead in range(_LOOKS_AHEAD):
        day = last + timedelta(days=ahead)
        spans = hours.days[day.weekday()]
        if spans and day not in closed:
            return _at(day, spans[-1][1], zone)
    return _at(last, 24 * 60, zone)


def _at(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """Return an instant by its minutes after midnight, told by the clock after any change in the night."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone).astimezone(UTC)
    return noon + timedelta(minutes=minutes - 12 * 60)
