"""What came first is sold first: what is there are the units that came last."""

from datetime import timedelta

import pytest
from factories.catalog import a_variant
from factories.inventory import NOW, a_location

from serai.inventory.public import StockEntry, adjust, came_at, lots, receive, transfer
from serai.inventory.public import TransferEntry as Entry

pytestmark = pytest.mark.django_db


def days_ago(days):
    return NOW - timedelta(days)


@pytest.fixture
def milk():
    return a_variant("MILK-1").id


def came(milk, place, units, days):
    receive([StockEntry(milk, place.id, units)], now=days_ago(days))


def test_sales_take_the_oldest_lot_first(milk):
    centre = a_location()
    came(milk, centre, 10, 30)
    came(milk, centre, 5, 3)

    adjust([StockEntry(milk, centre.id, -8)], now=NOW)

    assert lots([milk]) == [(milk, centre.id, days_ago(30), 2), (milk, centre.id, days_ago(3), 5)]
    assert came_at([milk], [centre.id]) == {(milk, centre.id): days_ago(30)}


def test_a_lot_that_is_gone_is_not_told(milk, django_assert_num_queries):
    centre = a_location()
    came(milk, centre, 10, 30)
    came(milk, centre, 5, 3)
    adjust([StockEntry(milk, centre.id, -11)], now=NOW)

    with django_assert_num_queries(1):
        found = lots([milk], [centre.id])

    assert found == [(milk, centre.id, days_ago(3), 4)]


def test_goods_from_elsewhere_count_from_the_day_they_came(milk):
    centre, store = a_location(), a_location("S1", kind="store")
    came(milk, centre, 10, 30)

    transfer([Entry(milk, centre.id, store.id, 4)], now=days_ago(1))

    assert lots([milk], [store.id]) == [(milk, store.id, days_ago(1), 4)]
    assert lots([milk], []) == []


def test_beyond_fifty_arrivals_goods_are_as_old_as_the_fiftieth(milk):
    centre = a_location()
    for day in range(60, 0, -1):
        came(milk, centre, 1, day)

    found = lots([milk])

    assert len(found) == 50
    assert found[0] == (milk, centre.id, days_ago(50), 11)
    assert sum(lot.units for lot in found) == 60
