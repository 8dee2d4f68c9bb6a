"""How long failing deliveries and endpoints wait: days in all, never at the same moment."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.plumbing.webhooks.schedule import (
    LIFE,
    WAITS,
    asked_to_wait,
    rest_after,
    wait_after,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CHANCE = st.floats(0, 1)


def test_a_delivery_is_tried_for_four_days():
    assert timedelta(days=4) < sum(WAITS, timedelta()) < LIFE
    assert list(WAITS) == sorted(WAITS)


@given(attempts=st.integers(1, 13), chance=CHANCE)
def test_a_wait_is_near_its_schedule(attempts: int, chance: float):
    wait = wait_after(attempts, chance=chance)

    assert wait is not None
    assert 0.799 * WAITS[attempts - 1] <= wait <= 1.201 * WAITS[attempts - 1]


def test_after_the_last_wait_there_is_none():
    assert wait_after(len(WAITS) + 1, chance=0.5) is None


@pytest.mark.parametrize(
    ("failures", "seconds"), [(5, 30), (6, 60), (7, 120), (11, 1800), (12, 1800), (10_000, 1800)]
)
def test_a_rest_doubles_up_to_half_an_hour(failures: int, seconds: int):
    assert rest_after(failures, chance=0.5) == timedelta(seconds=seconds)


@pytest.mark.parametrize("failures", [0, 1, 4])
def test_a_few_failures_are_no_reason_to_rest(failures: int):
    assert rest_after(failures, chance=0.5) is None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120), (" 5 ", 5), ("0", 0), ("99999999999", 86_400), ("-3", 0), ("", 0), ("soon", 0),
        ("Sun, 22 Nov 2026 12:01:00 GMT", 60), ("Sun, 22 Nov 2026 11:00:00 GMT", 0), ("1.5", 0), ("١٢", 0),
        ("Sun, 22 Nov 2026 12:01:00", 0),
    ],
)  # fmt: skip
def test_what_a_receiver_asks_for_is_a_day_at_most(header: str, seconds: int):
    assert asked_to_wait(header, now=NOW) == timedelta(seconds=seconds)


@given(st.text(max_size=40))
def test_nonsense_asks_for_nothing_worse(header: str):
    assert timedelta(0) <= asked_to_wait(header, now=NOW) <= timedelta(days=1)
