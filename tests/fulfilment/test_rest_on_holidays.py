"""Holidays come from a calendar that is kept for us."""

from datetime import date

import pytest

from serai.fulfilment.public import NoHolidaysKnown, rest_on_holidays
from serai.fulfilment.queries.sites import closures

pytestmark = pytest.mark.django_db


def test_everybody_rests_on_the_holidays_of_a_country():
    found = rest_on_holidays("PT", [2026])

    rests = {row.day: row.reason for row in closures(date(2026, 1, 1))}
    assert found == len(rests)
    assert rests[date(2026, 6, 10)].startswith("Day of Portugal")
    assert all(row.location is None for row in closures(date(2026, 1, 1)))


def test_a_merchant_keeps_only_some_of_them():
    assert rest_on_holidays("US", [2026, 2027], only=["Christmas Day"]) == 2

    assert [row.day for row in closures(date(2026, 1, 1))] == [
        date(2026, 12, 25),
        date(2027, 12, 25),
    ]


def test_a_place_without_a_calendar_is_refused():
    with pytest.raises(NoHolidaysKnown):
        rest_on_holidays("XX", [2026])

    assert closures(date(2026, 1, 1)) == []
