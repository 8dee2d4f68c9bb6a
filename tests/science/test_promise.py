"""Promises: opening hours, cut-offs, capacity, collections and days in transit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai_science.promise import Shifts, Transit, arrivals, ready
from serai_science.promise.readiness import NEVER

DAY = 24 * 60
OPEN, CLOSE, CUT = 9 * 60, 18 * 60, 15 * 60
WEEK = np.array([1, 1, 1, 1, 1, 0, 0], bool)


def one_location(days: int = 5, *, capacity: int = 10, closed: tuple[int, ...] = ()) -> Shifts:
    starts = DAY * np.arange(days)
    closes = starts + CLOSE
    closes[list(closed)] = starts[list(closed)]
    return Shifts(
        (starts + OPEN)[None], closes[None], (starts + CUT)[None], np.full((1, days), capacity)
    )


def done(shifts: Shifts, handling: int, now: int) -> int:
    return int(ready(shifts, np.array([handling]), now=now)[0])


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (OPEN - 30, OPEN + 60),
        (OPEN + 30, OPEN + 90),
        (CUT, CUT + 60),
        (CUT + 1, DAY + OPEN + 60),
        (CLOSE + 1, DAY + OPEN + 60),
    ],
)
def test_an_hour_of_work_is_done_in_the_first_shift_that_takes_it(now: int, expected: int):
    assert done(one_location(), 60, now) == expected


def test_what_is_not_done_by_the_evening_is_done_in_the_morning():
    assert done(one_location(), 5 * 60, CUT) == DAY + OPEN + 2 * 60


def test_a_full_day_and_a_closed_day_are_passed_over():
    shifts = one_location(closed=(1,))
    shifts.capacity[0, 0] = 0

    assert done(shifts, 60, OPEN) == 2 * DAY + OPEN + 60


def test_no_shift_that_takes_it_is_never():
    assert done(one_location(capacity=0), 60, OPEN) == NEVER
    assert done(one_location(days=1), 60, CUT + 1) == NEVER
    assert done(one_location(days=1), 10 * 60, OPEN) == NEVER


@given(
    now=st.integers(0, 3 * DAY),
    later=st.integers(0, DAY),
    handling=st.integers(0, 12 * 60),
    more=st.integers(0, 12 * 60),
    full=st.sets(st.integers(0, 9)),
    closed=st.sets(st.integers(0, 9)),
)
def test_later_orders_and_more_work_are_never_done_earlier(
    now, later, handling, more, full, closed
):
    shifts = one_location(days=10, closed=tuple(closed))
    shifts.capacity[0, list(full)] = 0

    first = done(shifts, handling, now)

    assert first >= now
    assert done(shifts, handling, now + later) >= first
    assert done(shifts, handling + more, now) >= first


def by_carrier(at: str, *, days: int = 1, offset: int = 0, rests: tuple[str, ...] = ()) -> str:
    transit = Transit(
        np.array([offset]),
        np.array([17 * 60]),
        np.array([days]),
        WEEK,
        np.array(rests, "datetime64[D]"),
    )
    minutes = np.array([np.datetime64(at, "m").astype(np.int64)])
    return str(arrivals(minutes, transit)[0])


@pytest.mark.parametrize(
    ("at", "how", "expected"),
    [
        ("2026-11-18T12:00", {}, "2026-11-19"),
        ("2026-11-18T17:00", {}, "2026-11-19"),
        ("2026-11-18T17:01", {}, "2026-11-20"),
        ("2026-11-20T17:01", {}, "2026-11-24"),
        ("2026-11-21T08:00", {"days": 0}, "2026-11-23"),
        ("2026-11-24T12:00", {"days": 2, "rests": ("2026-11-26",)}, "2026-11-27"),
        ("2026-11-26T12:00", {"rests": ("2026-11-26",)}, "2026-11-30"),
        ("2026-11-18T16:30", {"offset": 120}, "2026-11-20"),
        ("2026-11-19T03:00", {"offset": -300}, "2026-11-20"),
    ],
)
def test_it_is_brought_on_a_working_day(at: str, how: dict, expected: str):
    assert by_carrier(at, **how) == expected


def test_where_nothing_goes_nothing_arrives():
    transit = Transit(
        np.zeros(2, np.int64), np.zeros(2, np.int64), np.array([-1, 1]), WEEK, np.array([], "M8[D]")
    )

    assert np.isnat(arrivals(np.array([0, NEVER]), transit)).all()
