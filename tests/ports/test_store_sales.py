"""What every knower of the sales of stores keeps to."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from factories.catalog import a_variant
from factories.inventory import a_location

from serai.ordering.adapters.store_sales import OrderedInStores
from serai.ordering.models import Order, OrderLine
from serai.pricing.ports import SoldInWindow, StoreSales, Window

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture(params=[OrderedInStores])
def sales(request: pytest.FixtureRequest, db: None) -> StoreSales:
    return request.param()


def test_a_window_says_what_its_store_sold_in_its_time(sales: StoreSales):
    milk, tea = a_variant("MILK").id, a_variant("TEA").id
    here, there = a_location("here", channel="web"), a_location("there", channel="web")
    _order(here.id, (milk, 2, 200, 20), (tea, 1, 400, 0), at=MONDAY)
    _order(here.id, (milk, 1, 100, 0), at=MONDAY + WEEK - timedelta(seconds=1))
    _order(here.id, (milk, 5, 500, 0), at=MONDAY + WEEK)
    _order(there.id, (milk, 7, 700, 0), at=MONDAY)
    _order(None, (milk, 9, 900, 0), at=MONDAY)
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
    _order(here.id, (milk, 1, 100, 0), at=MONDAY, state=state)

    assert sales.in_windows("web", [milk], [Window("here", MONDAY, MONDAY + WEEK)]) == []


def _order(
    location_id: UUID | None,
    *lines: tuple[UUID, int, int, int],
    at: datetime,
    state: str = "fulfilled",
) -> None:
    """Write an order of lines: variant, quantity, price of all, discount."""
    items, discount = sum(line[2] for line in lines), sum(line[3] for line in lines)
    order = Order.objects.create(
        id=uuid4(),
        number=str(uuid4()),
        state=state,
        channel_code="web",
        locale="en",
        location_id=location_id,
        currency="USD",
        items_minor=items,
        discount_minor=discount,
        total_minor=items - discount,
        placed_at=at,
    )
    for position, (variant_id, quantity, price, off) in enumerate(lines, 1):
        OrderLine.objects.create(
            order=order,
            position=position,
            variant_id=variant_id,
            sku="SKU",
            name="Thing",
            quantity=quantity,
            unit_price=price / quantity / 100,
            items_minor=price,
            discount_minor=off,
            total_minor=price - off,
        )
