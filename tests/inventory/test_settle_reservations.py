"""Fulfilling, releasing, expiring and restocking what was reserved."""

from datetime import timedelta
from uuid import UUID

import pytest
from factories.catalog import a_variant
from factories.inventory import HOLD, NOW, a_location, counts, everything, hold, stocked

from serai.inventory.domain.reservation_state import (
    RESERVATION_STATES,
    ReservationAction,
    ReservationState,
)
from serai.inventory.events import AvailabilityChanged
from serai.inventory.public import (
    ReservationLost,
    fulfil_reservation,
    release,
    reservation,
    restock,
    stock_disagreements,
)
from serai.inventory.queries.movement_page import movement_page
from serai.inventory.usecases.release_expired import release_expired
from serai.kernel.ids import uuid7
from serai.kernel.states import IllegalTransition
from serai.plumbing.db import unit_of_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def milk() -> UUID:
    variant_id = a_variant("MILK").id
    stocked(variant_id, a_location("DC1"), 10)
    return variant_id


def state_of(order: UUID) -> ReservationState:
    found = reservation(order)
    assert found is not None
    return found.state


def movements(variant_id: UUID) -> list[tuple[str, int, UUID | None]]:
    page = movement_page(variant_id, cursor=None, limit=100)
    return [(item.reason, item.quantity, item.reference) for item in page.items]


def test_the_statements_act_on_the_states_that_the_table_names():
    sources = {action: RESERVATION_STATES.sources(action) for action in ReservationAction}

    assert sources == {
        ReservationAction.HOLD: [
            ReservationState.HELD,
            ReservationState.RELEASED,
            ReservationState.EXPIRED,
        ],
        ReservationAction.FULFIL: [ReservationState.HELD],
        ReservationAction.RELEASE: [ReservationState.HELD],
        ReservationAction.EXPIRE: [ReservationState.HELD],
        ReservationAction.RESTOCK: [ReservationState.FULFILLED],
    }


def test_fulfilled_units_leave_the_stock_with_a_sale(milk: UUID, django_assert_num_queries):
    order = hold({milk: 3}).reservation_of

    with django_assert_num_queries(1):
        done = fulfil_reservation(order, now=NOW)

    assert done.state is ReservationState.FULFILLED
    assert done.lines == reservation(order).lines
    assert counts(milk) == {"DC1": (7, 0)}
    assert movements(milk) == [("sale", -3, order), ("receipt", 10, None)]
    assert stock_disagreements() == []


def test_fulfilling_again_changes_nothing(milk: UUID):
    order = hold({milk: 3}).reservation_of
    first = fulfil_reservation(order, now=NOW)
    before = everything()

    assert fulfil_reservation(order, now=NOW) == first

    assert everything() == before


def test_fulfilling_tells_nobody_because_nothing_became_more_or_less_free(milk: UUID, published):
    order = hold({milk: 9}).reservation_of
    told = len(published())

    fulfil_reservation(order, now=NOW)

    assert published()[told:] == []


def test_late_is_still_good_while_nobody_has_taken_the_units(milk: UUID):
    order = hold({milk: 3}).reservation_of

    fulfil_reservation(order, now=NOW + HOLD * 2)

    assert counts(milk) == {"DC1": (7, 0)}


@pytest.mark.parametrize("lost", ["released", "expired", "restocked", "unknown"])
def test_what_is_not_held_cannot_be_fulfilled(milk: UUID, lost: str):
    order = hold({milk: 3}).reservation_of
    if lost == "released":
        release(order, now=NOW)
    elif lost == "expired":
        release_expired(now=NOW + HOLD)
    elif lost == "restocked":
        fulfil_reservation(order, now=NOW)
        restock(order, now=NOW)
    else:
        order = uuid7()
    before = everything()

    with pytest.raises(ReservationLost) as refusal:
        fulfil_reservation(order, now=NOW)

    assert refusal.value.state == (None if lost == "unknown" else lost)
    assert everything() == before


def test_released_units_are_free_again(milk: UUID, django_assert_num_queries):
    order = hold({milk: 3}).reservation_of

    with unit_of_work(), django_assert_num_queries(1):
        assert release(order, now=NOW)

    assert state_of(order) is ReservationState.RELEASED
    assert counts(milk) == {"DC1": (10, 0)}
    assert stock_disagreements() == []


def test_releasing_again_or_nothing_changes_nothing(milk: UUID):
    order = hold({milk: 3}).reservation_of
    release(order, now=NOW)
    before = everything()

    assert not release(order, now=NOW)
    assert not release(uuid7(), now=NOW)

    assert everything() == before


def test_sold_units_cannot_be_released(milk: UUID):
    order = hold({milk: 3}).reservation_of
    fulfil_reservation(order, now=NOW)
    before = everything()

    with pytest.raises(IllegalTransition):
        release(order, now=NOW)

    assert everything() == before


def test_a_released_order_can_reserve_anew(milk: UUID):
    order = hold({milk: 3}).reservation_of
    release(order, now=NOW)

    hold({milk: 2}, of=order)

    assert state_of(order) is ReservationState.HELD
    assert counts(milk) == {"DC1": (10, 2)}


def test_a_release_tells_that_there_is_more(milk: UUID, published):
    order = hold({milk: 10}).reservation_of
    told = len(published())

    release(order, now=NOW)

    assert published()[told:] == [AvailabilityChanged((milk,), "web")]


def test_a_reservation_does_not_outlive_its_time(milk: UUID, published):
    early = hold({milk: 6}).reservation_of
    late = hold({milk: 1}, now=NOW + timedelta(minutes=1)).reservation_of
    told = len(published())

    assert release_expired(now=NOW + HOLD - timedelta(microseconds=1)) == 0
    assert release_expired(now=NOW + HOLD) == 1

    assert (state_of(early), state_of(late)) == (ReservationState.EXPIRED, ReservationState.HELD)
    assert counts(milk) == {"DC1": (10, 1)}
    assert published()[told:] == [AvailabilityChanged((milk,), "web")]
    assert stock_disagreements() == []


def test_any_number_of_reservations_expires_in_steps(milk: UUID, monkeypatch):
    monkeypatch.setattr("serai.inventory.usecases.release_expired._AT_ONCE", 3)
    for _ in range(7):
        hold({milk: 1})

    assert release_expired(now=NOW + HOLD) == 7

    assert counts(milk) == {"DC1": (10, 0)}


def test_restocked_units_come_back_with_a_return(milk: UUID, published, django_assert_num_queries):
    order = hold({milk: 10}).reservation_of
    fulfil_reservation(order, now=NOW)
    told = len(published())

    with unit_of_work(), django_assert_num_queries(1):
        assert restock(order, note="Cancelled", now=NOW)

    assert state_of(order) is ReservationState.RESTOCKED
    assert counts(milk) == {"DC1": (10, 0)}
    assert movements(milk)[0] == ("return", 10, order)
    assert published()[told:] == [AvailabilityChanged((milk,), "web")]
    assert stock_disagreements() == []


def test_restocking_again_changes_nothing(milk: UUID):
    order = hold({milk: 3}).reservation_of
    fulfil_reservation(order, now=NOW)
    restock(order, now=NOW)
    before = everything()

    assert not restock(order, now=NOW)

    assert everything() == before


def test_what_has_not_left_cannot_come_back(milk: UUID):
    order = hold({milk: 3}).reservation_of
    before = everything()

    with pytest.raises(IllegalTransition):
        restock(order, now=NOW)
    with pytest.raises(ReservationLost):
        restock(uuid7(), now=NOW)

    assert everything() == before
