"""What every purchase history keeps to."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import numpy as np
import pytest
from factories.catalog import a_channel, a_variant
from factories.inventory import a_location
from factories.ordering import a_customer_id

from serai.discovery.ports import PurchaseHistory, Purchases
from serai.ordering.adapters.purchase_history import OrderedPurchases
from serai.ordering.models import Order, OrderLine

DAY = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)


@pytest.fixture(params=[OrderedPurchases])
def history(request: pytest.FixtureRequest, db: None) -> PurchaseHistory:
    return request.param()


def test_a_shop_that_sold_nothing_has_no_history(history: PurchaseHistory):
    found = history.purchases("web")

    assert _shape(found) == (0, 0, 0)


def test_lines_say_who_bought_what_when_and_how_much(history: PurchaseHistory):
    a_channel()
    ada, milk, tea = a_customer_id(), a_variant("MILK").id, a_variant("TEA").id
    _order(ada, {milk: 2, tea: 1}, at=DAY)
    _order(None, {milk: 3}, at=DAY + timedelta(hours=1))

    found = history.purchases("web")

    assert set(_lines(found)) == {
        (ada, milk, 20_778, 2.0),
        (ada, tea, 20_778, 1.0),
        (None, milk, 20_779, 3.0),
    }
    assert len(_lines(found)) == 3
    assert len(set(found.order.tolist())) == 2


def test_lines_say_where_and_at_which_minute(history: PurchaseHistory):
    a_channel()
    milk, store = a_variant("MILK").id, a_location().id
    _order(None, {milk: 1}, at=DAY, location_id=store)
    _order(None, {milk: 2}, at=datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC))

    found = history.purchases("web")

    assert sorted(zip(found.quantity, found.day, found.minute, found.place, strict=True)) == [
        (1.0, 20_778, 23 * 60 + 30, 0),
        (2.0, -1, 23 * 60 + 59, -1),
    ]
    assert [_uuid(found.places, 0)] == [store]
    assert found.places.size == 1


@pytest.mark.parametrize("state", ["placing", "failed", "cancelled"])
def test_what_was_not_bought_is_left_out(history: PurchaseHistory, state: str):
    milk = a_variant("MILK").id
    _order(None, {milk: 1}, state=state)

    assert history.purchases("web").variant.size == 0


def test_what_was_given_back_or_is_no_goods_is_left_out(history: PurchaseHistory):
    milk = a_variant("MILK").id
    _order(None, {milk: 1}, refunded=100)
    _order(None, {milk: 0})

    assert history.purchases("web").variant.size == 0


def _lines(found: Purchases) -> list[tuple[UUID | None, UUID, int, float]]:
    return [
        (
            _uuid(found.customers, customer) if customer >= 0 else None,
            _uuid(found.variants, variant),
            int(day),
            float(quantity),
        )
        for customer, variant, day, quantity in zip(
            found.customer, found.variant, found.day, found.quantity, strict=True
        )
    ]


def _uuid(ids: np.ndarray, place: int) -> UUID:
    return UUID(bytes=bytes(ids[place]).ljust(16, b"\0"))


def _shape(found: Purchases) -> tuple[int, int, int]:
    return found.variant.size, found.customers.size, found.variants.size


def _order(
    customer: UUID | None,
    items: dict[UUID, int],
    *,
    at: datetime = DAY,
    state: str = "paid",
    refunded: int = 0,
    location_id: UUID | None = None,
) -> None:
    order = Order.objects.create(
        id=uuid4(),
        number=str(uuid4()),
        state=state,
        channel_code="web",
        locale="en",
        customer_id=customer,
        location_id=location_id,
        currency="USD",
        items_minor=100,
        discount_minor=0,
        total_minor=100,
        refunded_minor=refunded,
        placed_at=at,
    )
    for position, (variant_id, quantity) in enumerate(items.items(), 1):
        OrderLine.objects.create(
            order=order,
            position=position,
            variant_id=variant_id,
            sku="SKU",
            name="Thing",
            quantity=quantity,
            unit_price=1,
            items_minor=100 if position == 1 else 0,
            discount_minor=0,
            total_minor=100 if position == 1 else 0,
        )
