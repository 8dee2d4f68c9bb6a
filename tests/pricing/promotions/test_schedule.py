"""When a promotion is on."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from serai.pricing.domain.promotions.schedule import ALWAYS, Hours, Schedule, Season

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> datetime:
    """Return an instant by the clocks of Berlin."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


def on(schedule: Schedule, text: str) -> bool:
    return schedule.is_on(at(text), BERLIN)


def test_nothing_said_is_always():
    assert on(ALWAYS, "2026-11-22T03:00")


def test_the_first_instant_belongs_to_it_and_the_last_does_not():
    schedule = Schedule(at("2026-11-27T00:00"), at("2026-11-30T00:00"))

    assert [
        on(schedule, each)
        for each in ("2026-11-26T23:59:59", "2026-11-27T00:00", "2026-11-29T23:59:59", "2026-11-30")
    ] == [False, True, True, False]


ADVENT = Season(date(2026, 11, 29), date(2026, 12, 24))
WINTER = Season(date(2026, 12, 20), date(2027, 1, 6), every_year=True)
LEAP = Season(date(2028, 2, 28), date(2028, 2, 29), every_year=True)


@pytest.mark.parametrize(
    ("season", "day", "expected"),
    [
        (ADVENT, "2026-11-28", False),
        (ADVENT, "2026-11-29", True),
        (ADVENT, "2026-12-24", True),
        (ADVENT, "2026-12-25", False),
        (ADVENT, "2027-12-01", False),
        (WINTER, "2025-12-25", False),
        (WINTER, "2026-12-19", False),
        (WINTER, "2026-12-20", True),
        (WINTER, "2027-01-06", True),
        (WINTER, "2027-01-07", False),
        (WINTER, "2031-12-31", True),
        (WINTER, "2031-07-01", False),
        (LEAP, "2029-02-28", True),
        (LEAP, "2029-03-01", False),
        (LEAP, "2032-02-29", True),
    ],
)
def test_a_season_lasts_from_its_first_day_to_its_last(season, day, expected):
    assert on(Schedule(seasons=(season,)), f"{day}T12:00") is expected


def test_days_are_those_of_the_channel():
    schedule = Schedule(seasons=(ADVENT,))

    assert on(schedule, "2026-11-29T00:30")
    assert not schedule.is_on(at("2026-11-29T00:30"), UTC)


def test_one_of_several_seasons_is_enough():
    assert on(Schedule(seasons=(ADVENT, WINTER)), "2027-01-02T12:00")


def test_certain_days_of_the_week():
    schedule = Schedule(weekdays=frozenset({6, 7}))

    assert [on(schedule, f"2026-11-{day}T12:00") for day in (20, 21, 22, 23)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("clock", "expected"), [("15:59", False), ("16:00", True), ("17:59", True), ("18:00", False)]
)
def test_certain_hours(clock, expected):
    happy = Schedule(hours=(Hours(time(16), time(18)),))

    assert on(happy, f"2026-11-22T{clock}") is expected


def test_a_night_belongs_to_the_day_on_which_it_began():
    friday_night = Schedule(weekdays=frozenset({5}), hours=(Hours(time(22), time(2)),))

    assert [
        on(friday_night, each)
        for each in (
            "2026-11-20T01:00",
            "2026-11-20T22:00",
            "2026-11-21T01:59",
            "2026-11-21T02:00",
            "2026-11-21T22:30",
        )
    ] == [False, True, True, False, False]


def test_hours_go_by_the_clocks_that_people_see():
    night = Schedule(hours=(Hours(time(2), time(3)),))
    clocks_back = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1, 2)]
    clocks_forward = [datetime(2027, 3, 28, hour, 30, tzinfo=UTC) for hour in (0, 1, 2)]

    assert [night.is_on(each, BERLIN) for each in clocks_back] == [True, True, False]
    assert [night.is_on(each, BERLIN) for each in clocks_forward] == [False, False, False]
