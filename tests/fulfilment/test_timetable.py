"""Timetables: each place keeps its own clock, also when clocks change."""

from datetime import UTC, date, datetime, timedelta

from serai.fulfilment.domain.opening_hours import OpeningHours
from serai.fulfilment.domain.site import Site
from serai.fulfilment.domain.timetable import MOST_SPANS, timetable
from serai.kernel.ids import uuid7

NINE_TO_SIX = OpeningHours.parse(["09:00-18:00"] * 7)


def opening(zone: str, day: date, now: datetime) -> datetime:
    """Return when a site of a zone opens on a day."""
    table = timetable([Site(uuid7(), zone, NINE_TO_SIX)], {}, now=now)
    ahead = (day - table.first_day).days
    minute = int(table.shifts.opens[0, ahead * MOST_SPANS])
    return datetime.fromtimestamp(minute * 60, UTC)


def test_each_place_opens_by_its_own_clock():
    now = datetime(2026, 11, 18, tzinfo=UTC)

    assert opening("America/New_York", date(2026, 11, 19), now).hour == 14
    assert opening("Asia/Tbilisi", date(2026, 11, 19), now).hour == 5


def test_hours_follow_the_clock_when_it_changes():
    now = datetime(2027, 3, 26, tzinfo=UTC)  # Europe's clocks go forward on the 28th

    assert opening("Europe/Berlin", date(2027, 3, 27), now).hour == 8
    assert opening("Europe/Berlin", date(2027, 3, 28), now).hour == 7


def test_it_begins_yesterday_for_those_who_are_behind():
    now = datetime(2026, 11, 18, 1, tzinfo=UTC)

    assert timetable([], {}, now=now).first_day == (now - timedelta(days=1)).date()
