"""Locations, and which channels sell from them."""

import pytest
from factories.catalog import a_channel, a_variant
from factories.inventory import a_location, counts, hold, stocked

from serai.catalog.public import ChannelNotFound
from serai.inventory.domain.band import band_of
from serai.inventory.events import AvailabilityChanged
from serai.inventory.public import (
    EntriesRefused,
    LocationNotFound,
    LocationRow,
    OutOfStock,
    assign_location,
    availability,
    locations,
    locations_of_channel,
    stores_holding,
    upsert_locations,
    withdraw_location,
)
from serai.inventory.usecases.lock_balances import band_sql
from serai.kernel.ids import uuid7
from serai.plumbing.db import rows, unit_of_work

STORE = LocationRow(
    code="S1",
    name="Store 1",
    kind="store",
    country="US",
    city="Cincinnati",
    region="OH",
    lat=39.1,
    lon=-84.5,
    derived=True,
    source="complete-journey",
)


def test_a_location_is_made_once_and_changed_after(db: None, django_assert_num_queries):
    with unit_of_work(), django_assert_num_queries(1):
        first = upsert_locations(
            [STORE, LocationRow(code="DC", name="DC", kind="dc", country="US")]
        )
    second = upsert_locations([LocationRow(code="S1", name="Renamed", kind="store", country="US")])

    assert second["S1"] == first["S1"]
    assert [(view.code, view.name, view.derived) for view in locations()] == [
        ("DC", "DC", False),
        ("S1", "Renamed", False),
    ]


def test_made_up_coordinates_are_marked(db: None):
    upsert_locations([STORE])

    [view] = locations()
    assert (view.lat, view.lon, view.derived, view.source) == (
        39.1,
        -84.5,
        True,
        "complete-journey",
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [("code", ""), ("name", "x" * 201), ("name", "a\x00b"), ("kind", "shed"), ("country", "usa"),
     ("lat", 91.0), ("lon", None)],
)  # fmt: skip
def test_a_senseless_location_is_refused_with_its_line_and_field(
    db: None, field: str, value: object
):
    said = {"code": "S2", "name": "Two", "kind": "store", "country": "US", "lat": 1.0, "lon": 1.0}
    bad = LocationRow(**{**said, field: value})

    with pytest.raises(EntriesRefused) as refusal:
        upsert_locations([STORE, bad])

    [fault] = refusal.value.errors
    assert fault.line == 2
    assert fault.field == ("lat" if field == "lon" else field)
    assert locations() == []


def test_a_code_comes_once(db: None):
    with pytest.raises(EntriesRefused):
        upsert_locations([STORE, STORE])


def test_a_channel_asks_its_locations_in_order(db: None):
    for code, priority in (("B", 2), ("A", 1), ("C", 1)):
        a_location(code, priority=priority)

    assert [view.code for view in locations_of_channel("web")] == ["A", "C", "B"]


def test_assigning_again_changes_the_priority(db: None):
    milk = a_variant("MILK").id
    first, second = a_location("A", priority=1), a_location("B", priority=2)
    stocked(milk, first, 1)
    stocked(milk, second, 1)

    assign_location("web", second.id, priority=0)
    hold({milk: 1})

    assert counts(milk) == {"A": (1, 0), "B": (1, 1)}


def test_an_unknown_channel_or_location_is_not_assigned(db: None):
    a_channel("web")

    with pytest.raises(ChannelNotFound):
        assign_location("nowhere", uuid7(), priority=0)
    with pytest.raises(LocationNotFound):
        assign_location("web", uuid7(), priority=0)


def test_assigning_and_withdrawing_tell_what_came_and_went(db: None, published):
    milk, bread = a_variant("MILK").id, a_variant("BREAD").id
    store = a_location("STORE", channel=None)
    stocked(milk, a_location("DC"), 10)
    stocked(milk, store, 10)
    stocked(bread, store, 3)
    told = len(published())

    assign_location("web", store.id, priority=5)
    assert published()[told:] == [AvailabilityChanged((bread,), "web")]

    withdraw_location("web", store.id)
    assert published()[told + 1 :] == [AvailabilityChanged((bread,), "web")]
    assert availability([bread], "web")[bread].band.value == "out"
    with pytest.raises(OutOfStock):
        hold({bread: 1})


def test_the_database_and_the_domain_mean_the_same_band(db: None):
    found = rows(f"SELECT free, {band_sql('free')} FROM generate_series(-3, 12) AS s (free)")

    assert found == [(free, band_of(free)) for free in range(-3, 13)]


def test_stores_that_have_everything_are_found_in_one_statement(
    db: None, django_assert_num_queries
):
    milk, bread = a_variant("MILK").id, a_variant("BREAD").id
    for code, kind, units in (("S2", "store", 2), ("S1", "store", 3), ("DC", "dc", 9)):
        place = a_location(code, kind=kind)
        stocked(milk, place, units)
        stocked(bread, place, 1)
    stocked(milk, a_location("S3", kind="store"), 5)
    stores_holding({milk: 1})  # what stores keep back is looked up once in ten seconds

    with django_assert_num_queries(1):
        found = stores_holding({milk: 2, bread: 1})

    assert [store.code for store in found] == ["S1", "S2"]
    assert [store.code for store in stores_holding({milk: 3, bread: 1})] == ["S1"]
    assert stores_holding({milk: 3, bread: 1}, code="S2") == []
    assert len(stores_holding({milk: 1}, limit=2)) == 2
