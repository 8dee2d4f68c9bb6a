"""How locations work, as merchants say it."""

import pytest
from factories.inventory import a_location
from fulfilment.conftest import WORKDAYS

from serai.fulfilment.domain.opening_hours import BadOpeningHours, OpeningHours
from serai.fulfilment.models import Closure, SiteRow
from serai.fulfilment.public import (
    BadDeliveryService,
    BadSite,
    DeliveryService,
    NoReason,
    Reach,
    SetSite,
    close_sites,
    set_sites,
)
from serai.inventory.public import LocationNotFound


def test_hours_are_read_as_they_are_written():
    week = ["09:00-13:00, 14:00-18:30"] * 5 + ["10:00-24:00", ""]

    assert OpeningHours.parse(week).as_texts() == week


@pytest.mark.parametrize(
    "text", ["9-18", "18:00-09:00", "09:00-24:30", "09:00-12:00, 12:00-13:00", "closed",
             "01:00-02:00, 03:00-04:00, 05:00-06:00, 07:00-08:00"]
)  # fmt: skip
def test_hours_that_make_no_sense_are_refused(text: str):
    with pytest.raises(BadOpeningHours) as refusal:
        OpeningHours.parse(["", text, "", "", "", "", ""])

    assert refusal.value.day == "Tuesday"


def test_a_week_has_seven_days():
    with pytest.raises(BadOpeningHours):
        OpeningHours.parse(["09:00-18:00"] * 6)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"handling_minutes": -1}, "handling_at_most"),
        ({"handling_minutes": 90, "handling_at_most": 60}, "handling_at_most"),
        ({"cut_off_minutes": 1441}, "cut_off_minutes"),
        ({"daily_orders": -1}, "daily_orders"),
        ({"hold_days": 0}, "hold_days"),
    ],
)
def test_sites_that_make_no_sense_are_refused_whole(db, wrong: dict, field: str):
    a_location("DC1")
    a_location("DC2")
    good = SetSite("DC1", "UTC", WORKDAYS)

    with pytest.raises(BadSite) as refusal:
        set_sites(
            [good, SetSite(**{"location": "DC2", "time_zone": "UTC", "hours": WORKDAYS} | wrong)]
        )

    assert refusal.value.field == field
    assert SiteRow.objects.count() == 0


def test_an_unknown_location_is_refused(db):
    with pytest.raises(LocationNotFound):
        set_sites([SetSite("NOWHERE", "UTC", WORKDAYS)])


def test_a_site_is_replaced(db):
    a_location("DC1")
    set_sites([SetSite("DC1", "UTC", WORKDAYS)])

    set_sites([SetSite("DC1", "Asia/Tbilisi", ("",) * 7, daily_orders=3)])

    [row] = SiteRow.objects.all()
    assert (row.time_zone, row.hours, row.daily_orders) == ("Asia/Tbilisi", [""] * 7, 3)


def test_a_closure_says_why(db):
    from datetime import date

    with pytest.raises(NoReason):
        close_sites([date(2026, 12, 25)], reason=" ")

    assert Closure.objects.count() == 0


def test_the_same_closure_twice_is_one(db):
    from datetime import date

    for reason in ("Holiday", "Christmas"):
        close_sites([date(2026, 12, 25)], reason=reason)

    assert [row.reason for row in Closure.objects.all()] == ["Christmas"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"works": (False,) * 7},
        {"works": (True,) * 6},
        {"reaches": ()},
        {"reaches": (Reach(10, 1, 1), Reach(10, 2, 2))},
        {"reaches": (Reach(10, 2, 1),)},
        {"reaches": (Reach(0, 1, 1),)},
    ],
)
def test_services_that_make_no_sense_are_refused(wrong: dict):
    with pytest.raises(BadDeliveryService):
        DeliveryService(
            **{"code": "x", "works": (True,) * 7, "reaches": (Reach(10, 1, 1),)} | wrong
        )
