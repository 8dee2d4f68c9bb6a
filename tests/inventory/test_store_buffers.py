"""What a store keeps from those who order to collect is on the shelf for whoever comes."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from factories.catalog import a_variant, categories
from factories.inventory import a_location, counts, hold, stocked

from serai.inventory.domain.entry import MOST_UNITS
from serai.inventory.domain.store_buffer import BadStoreBuffer, StoreBuffer
from serai.inventory.public import (
    OutOfStock,
    set_store_buffers,
    store_buffers,
    stores_holding,
)
from serai.kernel.ids import uuid7
from serai.plumbing.caches import forget_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    forget_all()
    yield
    forget_all()


@pytest.fixture
def milk() -> UUID:
    categories(
        {"slug": "dairy", "name": "Dairy"}, {"slug": "milk", "name": "Milk", "parent": "dairy"}
    )
    return a_variant("MILK", category="milk").id


@pytest.fixture
def store(milk: UUID) -> UUID:
    """Return a store with five MILK, from which the web sells too."""
    place = a_location("S1", kind="store")
    stocked(milk, place, 5)
    return place.id


def collectable(milk: UUID, units: int) -> bool:
    return [each.code for each in stores_holding({milk: units})] == ["S1"]


def test_what_is_kept_can_neither_be_offered_nor_reserved_to_be_collected(milk: UUID, store: UUID):
    set_store_buffers([StoreBuffer(store, "", 2)])

    assert (collectable(milk, 3), collectable(milk, 4)) == (True, False)
    with pytest.raises(OutOfStock) as refused:
        hold({milk: 4}, location_id=store)
    assert refused.value.free == 3
    hold({milk: 3}, location_id=store)
    assert counts(milk)["S1"] == (5, 3)


def test_what_is_sent_is_not_kept_back(milk: UUID, store: UUID):
    set_store_buffers([StoreBuffer(store, "", 5)])

    hold({milk: 5})

    assert counts(milk)["S1"] == (5, 5)


def test_the_narrowest_category_counts(milk: UUID, store: UUID):
    set_store_buffers([StoreBuffer(store, "", 4), StoreBuffer(store, "dairy", 1)])
    bread = a_variant("BREAD").id
    stocked(bread, a_location("S1", kind="store"), 5)

    assert (collectable(milk, 4), collectable(milk, 5)) == (True, False)
    assert (collectable(bread, 1), collectable(bread, 2)) == (True, False)


def test_a_buffer_of_nothing_goes_and_another_store_keeps_nothing(milk: UUID, store: UUID):
    other = a_location("S2", kind="store")
    stocked(milk, other, 5)
    set_store_buffers([StoreBuffer(store, "", 3)])

    assert [each.code for each in stores_holding({milk: 4})] == ["S2"]
    set_store_buffers([StoreBuffer(store, "", 0)])
    assert store_buffers() == ()
    assert [each.code for each in stores_holding({milk: 4})] == ["S1", "S2"]


def test_what_is_reserved_stays_reserved_and_can_be_reserved_anew(milk: UUID, store: UUID):
    order = uuid7()
    hold({milk: 4}, of=order, location_id=store)
    set_store_buffers([StoreBuffer(store, "", 1)])

    hold({milk: 4}, of=order, location_id=store)

    assert counts(milk)["S1"] == (5, 4)


def test_no_statement_is_spent_on_what_nobody_keeps(
    milk: UUID, store: UUID, django_assert_num_queries
):
    stores_holding({milk: 1})

    with django_assert_num_queries(1):
        stores_holding({milk: 1})


@pytest.mark.parametrize("units", [-1, MOST_UNITS + 1, True])
def test_a_buffer_that_makes_no_sense_is_refused(units: int):
    with pytest.raises(BadStoreBuffer):
        StoreBuffer(uuid7(), "", units)
