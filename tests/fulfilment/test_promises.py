"""Promises: what is told to shoppers has stock, hours and capacity behind it."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from factories.inventory import a_location, stocked
from fulfilment.conftest import WEDNESDAY, WORKDAYS

from serai.fulfilment.public import (
    DeliveryService,
    Promises,
    Reach,
    SetSite,
    book_places,
    close_sites,
    open_sites,
    promises,
    set_delivery_services,
    set_sites,
)
from serai.fulfilment.queries.network import forget_network
from serai.kernel.ids import uuid7


def asked(items: dict[UUID, int], now: datetime = WEDNESDAY, **how: object) -> Promises:
    return promises(items, channel_code="web", now=now, **how)


def days(found: Promises) -> list[tuple[date, date]]:
    return [(promise.earliest, promise.latest) for promise in found.deliveries]


def test_what_is_ordered_in_the_morning_is_fetched_that_day(tea, centre):
    assert days(asked({tea: 1})) == [(date(2026, 11, 20), date(2026, 11, 23))]


def test_after_the_cut_off_everything_is_a_day_later(tea, centre):
    late = WEDNESDAY.replace(hour=17, minute=1)

    assert days(asked({tea: 1}, late)) == [(date(2026, 11, 23), date(2026, 11, 24))]


def test_more_than_there_is_is_promised_to_nobody(tea, centre, store):
    found = asked({tea: 6})

    assert found == Promises((), ())


def test_a_store_with_everything_says_when_it_is_ready(tea, centre, store):
    [pickup] = asked({tea: 2}).pickups

    assert (pickup.place.code, pickup.promise.earliest, pickup.promise.latest) == (
        "S1",
        WEDNESDAY + timedelta(minutes=30),
        WEDNESDAY + timedelta(minutes=90),
    )
    assert asked({tea: 3}).pickups == ()


def test_goods_in_stores_are_not_promised_for_delivery_where_nobody_sells_from_there(tea, store):
    set_delivery_services([DeliveryService("standard", (True,) * 7, (Reach(1000, 1, 1),))])
    set_sites([SetSite("S1", "UTC", WORKDAYS, ships=True)])

    assert asked({tea: 1}).deliveries == ()


def test_a_full_day_moves_the_promise(tea, store):
    set_sites([SetSite("S1", "UTC", WORKDAYS, handling_minutes=30, daily_orders=1)])
    book_places(uuid7(), [store], service=None, now=WEDNESDAY)

    [pickup] = asked({tea: 1}).pickups

    assert pickup.promise.earliest == datetime(2026, 11, 19, 9, 30, tzinfo=UTC)


def test_a_closure_moves_it_too_and_can_be_taken_back(tea, store):
    close_sites([WEDNESDAY.date()], reason="Stock-taking", location="S1")

    [closed] = asked({tea: 1}).pickups
    gone = open_sites([WEDNESDAY.date()], location="S1")
    [opened] = asked({tea: 1}).pickups

    assert closed.promise.earliest == datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
    assert (gone, opened.promise.earliest) == (1, WEDNESDAY + timedelta(minutes=30))


def test_on_a_day_of_rest_nothing_is_carried(tea, centre):
    close_sites([date(2026, 11, 19)], reason="Holiday")

    assert days(asked({tea: 1})) == [(date(2026, 11, 23), date(2026, 11, 24))]


def test_the_nearest_store_comes_first(tea, store):
    for code in ("S2", "S3"):
        location = a_location(code, kind="store", channel=None)
        stocked(tea, location, 2)
        set_sites([SetSite(code, "UTC", WORKDAYS)])
    put("S1", 39.4, -84.5)
    put("S2", 39.2, -84.5)

    found = asked({tea: 1}, near=(39.1, -84.5)).pickups

    assert [(each.place.code, each.promise.distance_km) for each in found] == [
        ("S2", 11.1),
        ("S1", pytest.approx(33.4, abs=0.1)),
        ("S3", None),
    ]


def test_a_store_that_is_too_far_is_offered_to_nobody_whose_place_is_known(tea, store, settings):
    put("S1", 40.0, -80.0)

    assert asked({tea: 1}, near=(39.1, -84.5)).pickups == ()
    assert [each.place.code for each in asked({tea: 1}).pickups] == ["S1"]
    settings.SERAI_COLLECT_WITHIN_KM = 500
    [far] = asked({tea: 1}, near=(39.1, -84.5)).pickups
    assert far.promise.distance_km == pytest.approx(398, abs=4)


def test_where_the_shopper_is_unknown_only_the_farthest_reach_is_promised(tea, centre):
    reaches = (Reach(400, 1, 2), Reach(20_040, 3, 4))
    set_delivery_services([DeliveryService("standard", (True,) * 5 + (False,) * 2, reaches)])
    put("DC1", 39.1, -84.5)

    assert days(asked({tea: 1})) == [(date(2026, 11, 19), date(2026, 11, 24))]
    assert days(asked({tea: 1}, near=(39.2, -84.5))) == [(date(2026, 11, 19), date(2026, 11, 20))]


def test_parcels_come_from_two_places_when_no_one_has_everything(tea, centre):
    from factories.catalog import a_variant

    milk = a_variant("MILK").id
    other = a_location("DC2", priority=1)
    stocked(milk, other, 1)
    set_sites([SetSite("DC2", "UTC", WORKDAYS, ships=True, handling_at_most=600)])

    [promise] = asked({tea: 1, milk: 1}).deliveries

    assert set(promise.parcels) == {centre, other.id}
    assert promise.latest == date(2026, 11, 24)


def test_it_takes_one_statement(tea, centre, store, django_assert_num_queries):
    asked({tea: 1})

    with django_assert_num_queries(1):
        asked({tea: 1})


def put(code: str, lat: float, lon: float) -> None:
    from serai.inventory.models import Location

    Location.objects.filter(code=code).update(lat=lat, lon=lon)
    forget_network()
