"""What every knower of the sales of stores keeps to."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from factories.catalog import a_variant
from factories.inventory import a_location
from factories.past_orders import was_ordered

from serai.ordering.adapters.store_sales import OrderedInStores
from serai.pricing.ports import SoldInWindow, StoreSales, Window

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
WEEK = timedelta(days=7)
sold = partial(was_ordered, state="fulfilled")


@pytest.fixture(params=[OrderedInStores])
def sales(request: pytest.FixtureRequest, db: None) -> StoreSales:
    return request.param()


def test_a_window_says_what_its_store_sold_in_its_time(sales: StoreSales):
    milk, tea = a_variant("MILK").id, a_variant("TEA").id
    here, there = a_location("here", channel="web"), a_location("there", channel="web")
    sold((milk, 2, 200, 20), (tea, 1, 400, 0), at=MONDAY, location_id=here.id)
    sold((milk, 1, 100, 0), at=MONDAY + WEEK - timedelta(seconds=1), location_id=here.id)
    sold((milk, 5, 500, 0), at=MONDAY + WEEK, location_id=here.id)
    sold((milk, 7, 700, 0), at=MONDAY, location_id=there.id)
    sold((milk, 9, 900, 0), at=MONDAY, location_id=None)
    windows = [
        Window("there", MONDAY, MONDAY + WEEK),
        Window("here", MONDAY, MONDAY + WEEK),
        Window("nowhere", MONDAY, MONDAY + WEEK),
        Window("there", MONDAY + WEEK, MONDAY + 2 * WEEK),
    ]

    assert sales.in_windows("web", [milk], windows) == [
        SoldInWindow(0, milk, 7, 700),
        SoldInWindow(1, milk, 3, 280),
    ]
    assert sales.in_windows("stores", [milk], windows) == []


@pytest.mark.parametrize("state", ["placing", "failed", "cancelled"])
def test_what_was_not_bought_is_left_out(sales: StoreSales, state: str):
    milk, here = a_variant("MILK").id, a_location("here", channel="web")
    sold((milk, 1, 100, 0), at=MONDAY, state=state, location_id=here.id)

    assert sales.in_windows("web", [milk], [Window("here", MONDAY, MONDAY + WEEK)]) == []
