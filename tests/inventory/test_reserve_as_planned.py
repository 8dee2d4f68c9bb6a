"""Reserving where a plan says, and elsewhere when the plan's stock is gone."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection
from factories.catalog import a_variant
from factories.inventory import HOLD, NOW, a_location, counts, everything, stocked
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from serai.inventory.public import (
    BadReservation,
    LocationView,
    OutOfStock,
    ReservationView,
    ReservedLine,
    reserve_as_planned,
    stock_disagreements,
)
from serai.kernel.ids import uuid7
from serai.plumbing.db import unit_of_work

pytestmark = pytest.mark.django_db


def planned(items: dict[UUID, int], *plan: ReservedLine, of: UUID | None = None) -> ReservationView:
    return reserve_as_planned(
        items,
        plan,
        reservation_of=of or uuid7(),
        channel_code="web",
        expires_at=NOW + HOLD,
        now=NOW,
    )


@pytest.fixture
def milk() -> UUID:
    return a_variant("MILK").id


@pytest.fixture
def first(milk: UUID) -> LocationView:
    """Return the location that is asked first without a plan."""
    place = a_location("A", priority=0)
    stocked(milk, place, 5)
    return place


@pytest.fixture
def second(milk: UUID) -> LocationView:
    """Return the location that is asked second."""
    place = a_location("B", priority=1)
    stocked(milk, place, 5)
    return place


def where(held: ReservationView) -> dict[UUID, int]:
    return {line.location_id: line.quantity for line in held.lines}


def test_units_are_held_where_the_plan_says(
    milk: UUID, first: LocationView, second: LocationView, django_assert_num_queries
):
    with unit_of_work(), django_assert_num_queries(1):
        held = planned({milk: 3}, ReservedLine(milk, second.id, 3))

    assert where(held) == {second.id: 3}
    assert counts(milk) == {"A": (5, 0), "B": (5, 3)}


def test_what_is_gone_there_is_taken_by_priority(
    milk: UUID, first: LocationView, second: LocationView
):
    planned({milk: 4}, ReservedLine(milk, second.id, 4))

    held = planned({milk: 4}, ReservedLine(milk, second.id, 4))

    assert where(held) == {second.id: 1, first.id: 3}


def test_what_no_plan_names_is_taken_by_priority(
    milk: UUID, first: LocationView, second: LocationView
):
    bread = a_variant("BREAD").id
    stocked(bread, first, 1)

    held = planned({milk: 1, bread: 1}, ReservedLine(milk, second.id, 1))

    assert {(line.variant_id, line.location_id) for line in held.lines} == {
        (milk, second.id),
        (bread, first.id),
    }


def test_a_place_that_does_not_sell_here_is_passed_over(milk: UUID, first: LocationView):
    elsewhere = a_location("C", channel=None)
    stocked(milk, elsewhere, 5)

    held = planned({milk: 2}, ReservedLine(milk, elsewhere.id, 2))

    assert where(held) == {first.id: 2}


def test_reserved_again_the_new_plan_counts(milk: UUID, first: LocationView, second: LocationView):
    order = uuid7()
    planned({milk: 5}, ReservedLine(milk, first.id, 5), of=order)

    held = planned(
        {milk: 5}, ReservedLine(milk, first.id, 2), ReservedLine(milk, second.id, 3), of=order
    )

    assert where(held) == {first.id: 2, second.id: 3}
    assert counts(milk) == {"A": (5, 2), "B": (5, 3)}


def test_a_cart_is_refused_only_when_all_places_together_have_too_little(
    milk: UUID, first: LocationView, second: LocationView
):
    assert sum(where(planned({milk: 9}, ReservedLine(milk, second.id, 1))).values()) == 9
    before = everything()

    with pytest.raises(OutOfStock) as refusal:
        planned({milk: 2}, ReservedLine(milk, second.id, 2))

    assert (refusal.value.asked, refusal.value.free) == (2, 1)
    assert everything() == before


@pytest.mark.parametrize("units", [0, 3])
def test_a_plan_for_nothing_or_more_than_is_wanted_is_refused(
    milk: UUID, first: LocationView, units: int
):
    with pytest.raises(BadReservation):
        planned({milk: 2}, ReservedLine(milk, first.id, units))


class AnyPlan(TestCase):
    """Whatever is planned, a cart is held whole if and only if all places together have it."""

    @settings(max_examples=60, deadline=None)
    @given(
        stock=st.lists(st.integers(0, 4), min_size=3, max_size=3),
        plan=st.lists(st.integers(0, 4), min_size=3, max_size=3),
        asked=st.integers(1, 12),
    )
    def test_nothing_is_refused_that_the_places_have(
        self, stock: list[int], plan: list[int], asked: int
    ) -> None:
        milk = a_variant(f"MILK-{uuid7()}").id
        places = [a_location(code, priority=nth) for nth, code in enumerate("ABC")]
        for place, units in zip(places, stock, strict=True):
            if units:
                stocked(milk, place, units)
        left, lines = asked, []
        for place, units in zip(places, plan, strict=True):
            if min(units, left):
                lines.append(ReservedLine(milk, place.id, min(units, left)))
                left -= min(units, left)

        if sum(stock) < asked:
            with pytest.raises(OutOfStock):
                planned({milk: asked}, *lines)
            return
        held = where(planned({milk: asked}, *lines))

        assert sum(held.values()) == asked
        has = dict(zip((place.id for place in places), stock, strict=True))
        assert all(units <= has[place] for place, units in held.items())
        assert all(
            held.get(each.location_id, 0) >= min(each.quantity, has[each.location_id])
            for each in lines
        )
        assert stock_disagreements() == []


@pytest.mark.django_db(transaction=True)
def test_buyers_with_one_plan_at_once_sell_all_that_is_there_and_nothing_more():
    milk = a_variant("MILK").id
    places = [a_location(code, priority=nth) for nth, code in enumerate("AB")]
    for place in places:
        stocked(milk, place, 4)

    def buy(_: int) -> str:
        try:
            planned({milk: 1}, ReservedLine(milk, places[1].id, 1))
        except OutOfStock:
            return "refused"
        finally:
            connection.close()
        return "held"

    with ThreadPoolExecutor(12) as buyers:
        answers = Counter(buyers.map(buy, range(12)))

    assert answers == {"held": 8, "refused": 4}
    assert counts(milk) == {"A": (4, 4), "B": (4, 4)}
