"""Baskets of the past, out of facts."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import polars as pl
import pytest
from factories.ordering import a_shop, an_article

from serai.kernel.money import Money
from serai.ordering.queries.past_baskets import past_baskets
from serai.ordering.queries.sale_lines import SALE_LINE
from serai.plumbing import facts
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 10, 1, 12, tzinfo=UTC)
MONTH = {"since": FIRST.date(), "until": FIRST.date() + timedelta(days=30)}


@pytest.fixture
def articles(settings, a_folder) -> dict[str, UUID]:
    """Open a shop with MILK and BREAD, and an empty folder of facts; return the articles."""
    settings.SERAI_VAR = a_folder
    a_shop()
    an_article("MILK", "1.99")
    an_article("BREAD", "2.50")
    return dict(rows("SELECT sku, id FROM catalog_variant"))


def sold(variant_id, sku: str, quantity: int, items: int, **more) -> dict:
    """Return a line of an order of our own, a day after the first."""
    line = {
        "order_id": "o1",
        "occurred_at": FIRST + timedelta(days=1),
        "position": 1,
        "source": "",
        "channel_code": "web",
        "variant_id": variant_id and str(variant_id),
        "sku": sku,
        "quantity": quantity,
        "items_minor": items,
        "discount_minor": 0,
        "tax_minor": 0,
        "total_minor": items,
        "currency": "USD",
        **more,
    }
    return {"event_id": str(uuid4()), **line}


def write(*lines: dict) -> None:
    facts.write_rows(SALE_LINE.name, pl.DataFrame(list(lines)), now=FIRST + timedelta(days=40))


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def test_a_basket_is_what_was_sold_at_the_prices_of_then(articles):
    milk, bread = articles["MILK"], articles["BREAD"]
    write(
        sold(milk, "MILK", 2, 300),
        sold(milk, "MILK", 1, 150, position=2),
        sold(bread, "BREAD", 3, 700, position=3, discount_minor=100),
        sold(None, "DEPOSIT", 1, 25, position=4),
        sold(bread, "BREAD", 0, 0, position=5),
        sold(bread, "BREAD", 1, 250, order_id="o2", channel_code="app"),
        sold(bread, "BREAD", 1, 250, order_id="o3", occurred_at=FIRST - timedelta(days=1)),
        sold(bread, "BREAD", 1, 250, order_id="o4", currency="EUR"),
        sold(bread, "BREAD", 2, 500, order_id="o5", source="till"),
    )

    first, second = past_baskets("web", "USD", **MONTH)

    assert {line.variant_id: line.quantity for line in first.cart.lines} == {milk: 3, bread: 3}
    costs = [first.prices[line.variant_id].cost_of(line.quantity) for line in first.cart.lines]
    assert sorted(costs) == [usd(450), usd(700)]
    assert first.at == FIRST + timedelta(days=1)
    assert second.prices[bread].cost_of(2) == usd(500)


def test_articles_are_known_for_what_they_are(articles):
    write(sold(articles["MILK"], "MILK", 1, 199))
    [(product,)] = rows(
        "SELECT p.code FROM catalog_variant v JOIN catalog_product p ON p.id = v.product_id"
        " WHERE v.sku = 'MILK'"
    )

    [basket] = past_baskets("web", "USD", **MONTH)

    assert basket.cart.lines[0].facts["product"] == product
