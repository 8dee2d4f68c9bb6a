"""Reserving: all or nothing, in one statement."""

from datetime import timedelta
from uuid import UUID

import pytest
from factories.catalog import a_channel, a_variant
from factories.inventory import HOLD, NOW, a_location, counts, everything, hold, stocked

from serai.inventory.events import AvailabilityChanged
from serai.inventory.public import (
    BadReservation,
    OutOfStock,
    ReservationState,
    ReservedLine,
    StockEntry,
    adjust,
    fulfil_reservation,
    reservation,
    reserve,
    set_buffer,
    stock_disagreements,
)
from serai.kernel.ids import uuid7
from serai.kernel.states import IllegalTransition
from serai.plumbing.db import unit_of_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def milk() -> UUID:
    return a_variant("MILK").id


@pytest.fixture
def bread() -> UUID:
    return a_variant("BREAD").id


def test_a_reservation_holds_units_and_says_where(milk: UUID):
    shelf = a_location("DC1")
    stocked(milk, shelf, 10)

    held = hold({milk: 3})

    assert held.lines == (ReservedLine(milk, shelf.id, 3),)
    assert held.expires_at == NOW + HOLD
    assert reservation(held.reservation_of) == held
    assert counts(milk) == {"DC1": (10, 3)}


def test_a_cart_of_many_articles_is_reserved_in_one_statement(
    milk: UUID, bread: UUID, django_assert_num_queries
):
    shelf = a_location("DC1")
    for variant_id in (milk, bread):
        stocked(variant_id, shelf, 100)

    with unit_of_work(), django_assert_num_queries(1):
        hold({milk: 3, bread: 2})

    assert counts(milk) | {"bread": counts(bread)["DC1"]} == {"DC1": (100, 3), "bread": (100, 2)}


def test_units_are_taken_from_locations_in_the_order_of_priority(milk: UUID):
    second, first, third = (
        a_location("A", priority=20),
        a_location("B", priority=10),
        a_location("C", priority=30),
    )
    for shelf in (first, second, third):
        stocked(milk, shelf, 4)

    held = hold({milk: 6})

    assert sorted((line.location_id, line.quantity) for line in held.lines) == sorted(
        [(first.id, 4), (second.id, 2)]
    )
    assert counts(milk) == {"A": (4, 2), "B": (4, 4), "C": (4, 0)}


def test_what_is_spread_over_locations_can_be_bought_together(milk: UUID):
    for code in ("A", "B", "C"):
        stocked(milk, a_location(code), 1)

    hold({milk: 3})

    assert counts(milk) == {"A": (1, 1), "B": (1, 1), "C": (1, 1)}


def test_one_shortage_refuses_the_whole_cart_and_names_what_is_short(milk: UUID, bread: UUID):
    shelf = a_location("DC1")
    stocked(milk, shelf, 10)
    stocked(bread, shelf, 1)
    before = everything()

    with pytest.raises(OutOfStock) as refusal:
        hold({milk: 2, bread: 2})

    assert (refusal.value.sku, refusal.value.variant_id) == ("BREAD", bread)
    assert (refusal.value.asked, refusal.value.free) == (2, 1)
    assert str(refusal.value) == "Only 1 of BREAD are free; 2 were asked for."
    assert everything() == before


def test_every_shortage_is_named(milk: UUID, bread: UUID):
    stocked(milk, a_location("DC1"), 1)

    with pytest.raises(OutOfStock) as refusal:
        hold({milk: 2, bread: 1})

    assert [(short.sku, short.free) for short in refusal.value.shortages] == [
        ("BREAD", 0),
        ("MILK", 1),
    ]


def test_a_refusal_leaves_the_callers_own_writing_alone(milk: UUID):
    shelf = a_location("DC1")

    with unit_of_work():
        stocked(milk, shelf, 1)
        with pytest.raises(OutOfStock):
            hold({milk: 2})

    assert counts(milk) == {"DC1": (1, 0)}


@pytest.mark.parametrize("quantity", [0, -1, 2**31, True, 1.5])
def test_a_senseless_quantity_is_refused(milk: UUID, quantity: int):
    stocked(milk, a_location("DC1"), 10)
    before = everything()

    with pytest.raises(BadReservation):
        hold({milk: quantity})

    assert everything() == before


def test_nothing_cannot_be_reserved(db: None):
    with pytest.raises(BadReservation):
        hold({})


def test_an_unknown_variant_is_out_of_stock():
    a_location("DC1")

    with pytest.raises(OutOfStock) as refusal:
        hold({uuid7(): 1})

    assert (refusal.value.sku, refusal.value.free) == ("", 0)


def test_the_buffer_is_kept_back(milk: UUID):
    shelf = a_location("DC1")
    stocked(milk, shelf, 10)
    set_buffer([StockEntry(milk, shelf.id, 8)])

    with pytest.raises(OutOfStock) as refusal:
        hold({milk: 3})

    assert refusal.value.free == 2


def test_another_channels_stock_is_not_sold(milk: UUID):
    stocked(milk, a_location("TILL", channel="till"), 10)
    a_location("DC1", channel="web")

    with pytest.raises(OutOfStock):
        hold({milk: 1}, channel="web")

    assert counts(milk) == {"TILL": (10, 0)}


def test_a_pick_up_takes_from_its_store_and_nowhere_else(milk: UUID):
    a_channel("web")
    store = a_location("STORE", channel=None, kind="store")
    stocked(milk, a_location("DC1"), 10)
    stocked(milk, store, 2)

    hold({milk: 2}, location_id=store.id)

    with pytest.raises(OutOfStock):
        hold({milk: 1}, location_id=store.id)
    assert counts(milk) == {"DC1": (10, 0), "STORE": (2, 2)}


def test_reserving_again_for_the_same_order_replaces_what_it_held(milk: UUID, bread: UUID):
    shelf = a_location("DC1")
    stocked(milk, shelf, 5)
    stocked(bread, shelf, 5)
    order = hold({milk: 5}).reservation_of

    again = hold({milk: 4, bread: 1}, of=order, now=NOW + timedelta(minutes=1))

    assert again.expires_at == NOW + timedelta(minutes=1) + HOLD
    assert (counts(milk), counts(bread)) == ({"DC1": (5, 4)}, {"DC1": (5, 1)})
    assert stock_disagreements() == []


def test_an_order_that_cannot_get_more_keeps_what_it_held(milk: UUID):
    stocked(milk, a_location("DC1"), 5)
    order = hold({milk: 4}).reservation_of
    before = everything()

    with pytest.raises(OutOfStock) as refusal:
        hold({milk: 6}, of=order)

    assert refusal.value.free == 5
    assert everything() == before


def test_a_fulfilled_order_cannot_reserve_again(milk: UUID):
    stocked(milk, a_location("DC1"), 5)
    order = hold({milk: 1}).reservation_of
    fulfil_reservation(order, now=NOW)
    before = everything()

    with pytest.raises(IllegalTransition):
        hold({milk: 1}, of=order)

    assert everything() == before


def test_what_others_hold_beyond_their_time_is_free(milk: UUID, bread: UUID):
    shelf = a_location("DC1")
    stocked(milk, shelf, 5)
    stocked(bread, shelf, 5)
    abandoned = hold({milk: 4, bread: 3}).reservation_of

    hold({milk: 5}, now=NOW + HOLD)

    assert reservation(abandoned).state is ReservationState.EXPIRED
    assert (counts(milk), counts(bread)) == ({"DC1": (5, 5)}, {"DC1": (5, 0)})
    assert stock_disagreements() == []


def test_what_others_hold_until_later_is_not_free(milk: UUID):
    stocked(milk, a_location("DC1"), 5)
    hold({milk: 4})

    with pytest.raises(OutOfStock) as refusal:
        hold({milk: 2}, now=NOW + HOLD - timedelta(microseconds=1))

    assert refusal.value.free == 1


def test_a_refusal_does_not_end_what_others_hold(milk: UUID):
    stocked(milk, a_location("DC1"), 5)
    abandoned = hold({milk: 4}).reservation_of
    before = everything()

    with pytest.raises(OutOfStock):
        hold({milk: 6}, now=NOW + HOLD)

    assert everything() == before
    assert reservation(abandoned).state is ReservationState.HELD


def test_the_channel_is_told_when_the_band_changes_and_only_then(milk: UUID, published):
    stocked(milk, a_location("DC1"), 8)
    told = len(published())

    hold({milk: 2})
    assert published()[told:] == []

    hold({milk: 1})
    assert published()[told:] == [AvailabilityChanged((milk,), "web")]

    hold({milk: 4})
    assert len(published()[told:]) == 1

    hold({milk: 1})
    assert len(published()[told:]) == 2


def test_the_band_is_that_of_all_the_channels_locations(milk: UUID, published):
    store = a_location("STORE", priority=1)
    stocked(milk, a_location("DC1"), 10)
    stocked(milk, store, 3)
    told = len(published())

    hold({milk: 3}, location_id=store.id)
    assert published()[told:] == []

    hold({milk: 5})
    assert published()[told:] == [AvailabilityChanged((milk,), "web")]


def test_every_channel_that_sells_from_the_location_is_told(milk: UUID, published):
    shelf = a_location("DC1", channel="web")
    a_location("DC1", channel="till")
    stocked(milk, shelf, 6)
    stocked(milk, a_location("BACK", channel="till"), 10)
    told = len(published())

    hold({milk: 6}, channel="web")

    assert published()[told:] == [AvailabilityChanged((milk,), "web")]


def test_a_long_cart_still_takes_one_statement(django_assert_num_queries):
    shelf = a_location("DC1")
    variants = [a_variant(f"SKU-{number}").id for number in range(30)]
    for variant_id in variants:
        stocked(variant_id, shelf, 9)

    with unit_of_work(), django_assert_num_queries(1):
        reserve(
            dict.fromkeys(variants, 1),
            reservation_of=uuid7(),
            channel_code="web",
            expires_at=NOW + HOLD,
            now=NOW,
        )


def test_stock_taken_away_meanwhile_is_not_promised(milk: UUID):
    shelf = a_location("DC1")
    stocked(milk, shelf, 5)
    adjust([StockEntry(milk, shelf.id, -5, "Broken")], now=NOW)

    with pytest.raises(OutOfStock):
        hold({milk: 1})
