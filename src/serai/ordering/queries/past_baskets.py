"""Baskets of the past, from facts: what a promotion would have met."""

from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from serai.kernel.currencies import exponent_of
from serai.kernel.money import Money, UnitPrice
from serai.ordering.queries.promoting import NO_FACTS
from serai.plumbing import facts
from serai.pricing import public as pricing

MOST = 50_000
"""Baskets of one simulation: the latest of the time asked for."""
_COLUMNS = (
    "order_id",
    "occurred_at",
    "customer_id",
    "variant_id",
    "sku",
    "quantity",
    "items_minor",
)


def past_baskets(
    channel_code: str, currency: str, *, since: date, until: date, most: int = MOST
) -> list[pricing.PastBasket]:
    """
    Return what was bought in a channel, at the prices of then, oldest first.

    Articles that the catalogue does not know any more, and lines without goods, are left out. Facts know no
    deliveries, so promotions of the delivery find nothing.

    Args:
        channel_code: where.
        currency: the channel's; orders in others are left out.
        since: the first day, in UTC.
        until: the day after the last.
        most: at most so many baskets, the latest.
    """
    sold = facts.table("sale_line", since=since, until=until)
    wanted = sold.filter(
        sold.channel_code == channel_code,
        sold.currency == currency,
        sold.quantity > 0,
        sold.variant_id.notnull(),
        sold.variant_id != "",
    )
    lines = wanted.select(*_COLUMNS).order_by(["occurred_at", "order_id"]).to_pyarrow().to_pylist()
    known = pricing.facts_of_articles({UUID(line["variant_id"]) for line in lines})
    orders = groupby(lines, key=lambda line: line["order_id"])
    baskets = [_basket(list(of_order), channel_code, currency, known) for _, of_order in orders]
    return baskets[-most:]


def _basket(
    lines: list[dict[str, Any]], channel_code: str, currency: str, known: dict[UUID, dict[str, Any]]
) -> pricing.PastBasket:
    units: dict[UUID, int] = {}
    minor: dict[UUID, int] = {}
    skus: dict[UUID, str] = {}
    for line in lines:
        variant_id = UUID(line["variant_id"])
        units[variant_id] = units.get(variant_id, 0) + line["quantity"]
        minor[variant_id] = minor.get(variant_id, 0) + line["items_minor"]
        skus[variant_id] = line["sku"]
    at: datetime = lines[0]["occurred_at"]
    cart = pricing.CartToPrice(
        channel_code=channel_code,
        currency=currency,
        lines=tuple(
            pricing.LineToPrice(variant_id, quantity, facts=known.get(variant_id, NO_FACTS))
            for variant_id, quantity in units.items()
        ),
        facts={"customer.known": bool(lines[0]["customer_id"])},
    )
    prices = {
        variant_id: _price(variant_id, skus[variant_id], quantity, minor[variant_id], currency)
        for variant_id, quantity in units.items()
    }
    return pricing.PastBasket(at, cart, prices)


def _price(
    variant_id: UUID, sku: str, quantity: int, minor: int, currency: str
) -> pricing.PriceView:
    """Return the price of a unit, such that all units cost together what they did."""
    each, rest = divmod(minor, quantity)
    exact = (Decimal(minor) / quantity).scaleb(-exponent_of(currency))
    return pricing.PriceView(
        variant_id=variant_id,
        sku=sku,
        name=sku,
        slug="",
        amount=Money(each, currency),
        compare_at=None,
        sellable=True,
        source="history",
        unit=UnitPrice(exact, currency) if rest else None,
    )
