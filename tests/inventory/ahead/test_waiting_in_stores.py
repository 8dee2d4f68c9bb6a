"""Who waits in a store gets what comes there, and nothing that lies elsewhere."""

from collections.abc import Callable
from uuid import UUID

import pytest
from factories.ahead import back_ordered, expected, in_days, pre_ordered, queue_of, wait
from factories.catalog import a_variant
from factories.inventory import NOW, a_location, counts, stocked

from serai.inventory.events import WaitingMoved
from serai.inventory.public import (
    Arrived,
    LocationView,
    OutOfStock,
    StoreBuffer,
    StoreOffer,
    Window,
    allot_units,
    receive_deliveries,
    set_store_buffers,
    sold_ahead,
    stores_serving,
)
from serai.inventory.queries.store_buffers import forget_store_buffers
from serai.kernel.ids import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea() -> UUID:
    """Return an article of which neither the warehouse nor a store has any."""
    a_location("DC1")
    return a_variant("TEA").id


@pytest.fixture
def harbour(tea: UUID) -> LocationView:
    """Return a store from which no channel sends."""
    return a_location("HARBOUR", kind="store", channel=None)


@pytest.fixture
def market(tea: UUID) -> LocationView:
    """Return a store from which the channel "web" sends as well."""
    return a_location("MARKET", kind="store", priority=5)


def offers(tea: UUID, units: int = 1) -> list[StoreOffer]:
    return stores_serving({tea: units}, sold_ahead("web"), channel_code="web", now=NOW)


def told(found: list[StoreOffer]) -> list[tuple[str, int]]:
    """Return the stores with how many units come later there."""
    return [(each.store.code, sum(later.units for later in each.ahead)) for each in found]


def test_only_what_comes_to_the_store_is_waited_for_there(tea: UUID, harbour: LocationView):
    terms = back_ordered("TEA")
    expected("TEA", 10, 3, 5)
    expected("TEA", 4, 8, 9, reference="PO-2", at="HARBOUR")

    [place] = wait(tea, 3, terms, at=harbour.id)

    assert (place.units, place.window) == (3, Window(in_days(8), in_days(9)))
    with pytest.raises(OutOfStock):
        wait(tea, 2, terms, at=harbour.id)
    assert [place.units for place in wait(tea, 10, terms)] == [10]


def test_goods_of_the_warehouse_pass_by_who_waits_in_a_store(tea: UUID, harbour: LocationView):
    terms = back_ordered("TEA")
    there = expected("TEA", 4, 8, 9, reference="PO-2", at="HARBOUR")
    wait(tea, 2, terms, at=harbour.id)
    stocked(tea, a_location("DC1"), 5)

    assert allot_units(now=NOW) == 0
    assert receive_deliveries([Arrived(there, 4)], now=NOW) == 1

    assert queue_of(tea) == [(2, 2, 0, "over")]
    assert counts(tea) == {"DC1": (5, 0), "HARBOUR": (2, 0)}


def test_goods_in_a_store_go_to_who_came_first_wherever_they_want_them(
    tea: UUID, market: LocationView
):
    terms = back_ordered("TEA", most=20)
    wait(tea, 2, terms)
    wait(tea, 2, terms, at=market.id)
    wait(tea, 2, terms)
    stocked(tea, market, 5)

    assert allot_units(now=NOW) == 3

    assert [row[:2] for row in queue_of(tea)] == [(2, 2), (2, 2), (2, 1)]


def test_whoever_is_sent_goods_counts_before_who_collects_in_a_store_that_sends(
    tea: UUID, market: LocationView
):
    terms = back_ordered("TEA")
    expected("TEA", 4, 3, 4, at="MARKET")
    expected("TEA", 4, 8, 9, reference="PO-2", at="MARKET")
    wait(tea, 3, terms)

    [place] = wait(tea, 2, terms, at=market.id)

    assert place.window == Window(in_days(8), in_days(9))
    with pytest.raises(OutOfStock):
        wait(tea, 4, terms, at=market.id)


def test_a_delay_is_told_to_who_waits_in_that_store_alone(
    tea: UUID, harbour: LocationView, published: Callable[[], list]
):
    terms, mine = back_ordered("TEA"), uuid7()
    expected("TEA", 10, 3, 5)
    expected("TEA", 4, 3, 5, reference="PO-2", at="HARBOUR")
    wait(tea, 4, terms)
    wait(tea, 4, terms, at=harbour.id, of=mine)

    expected("TEA", 4, 13, 15, reference="PO-2", at="HARBOUR")

    moved = [each for each in published() if isinstance(each, WaitingMoved)]
    assert [(each.waits_for, each.last_on, each.is_later) for each in moved] == [
        (mine, in_days(15), True)
    ]


def test_stores_that_have_it_come_before_those_where_it_comes_and_others_are_not_named(
    tea: UUID, harbour: LocationView, market: LocationView, django_assert_num_queries
):
    back_ordered("TEA")
    a_location("VALLEY", kind="store", channel=None)
    expected("TEA", 3, 8, 9, at="HARBOUR")
    stocked(tea, market, 2)
    offers(tea)

    with django_assert_num_queries(3):
        one = offers(tea)

    assert told(one) == [("MARKET", 0), ("HARBOUR", 1)]
    assert told(offers(tea, 3)) == [("HARBOUR", 3)]
    assert told(offers(tea, 4)) == []


def test_what_others_wait_for_in_a_store_is_not_there_for_whoever_comes_later(
    tea: UUID, harbour: LocationView
):
    terms = back_ordered("TEA", most=5)
    wait(tea, 2, terms, at=harbour.id)
    stocked(tea, harbour, 3)

    assert [place.units for place in wait(tea, 2, terms, at=harbour.id)] == [1]


def test_what_a_store_keeps_on_its_shelf_is_not_given_to_who_waits(
    tea: UUID, harbour: LocationView
):
    terms = back_ordered("TEA", most=5)
    set_store_buffers([StoreBuffer(harbour.id, "", 2)])
    forget_store_buffers()
    wait(tea, 2, terms, at=harbour.id)
    stocked(tea, harbour, 3)

    assert allot_units(now=NOW) == 1

    assert queue_of(tea) == [(2, 1, 0, "waiting")]
    set_store_buffers([StoreBuffer(harbour.id, "", 0)])
    forget_store_buffers()


def test_a_pre_order_is_collected_in_a_store_once_it_is_released(tea: UUID, harbour: LocationView):
    terms = pre_ordered("TEA", in_days(20))
    stocked(tea, harbour, 3)

    [place] = wait(tea, 2, terms, at=harbour.id)

    assert place.window == Window(in_days(20), in_days(20))
    assert allot_units(now=NOW) == 0
