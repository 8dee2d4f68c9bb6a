"""What a shopper who is logged in pays: their group or company may have prices of its own."""

from typing import TypeVar

import msgspec

from serai_storefront.shop_api.catalogue import Listing, Tier, Variant
from serai_storefront.shop_api.connection import Connection
from serai_storefront.shop_api.problems import Problem, ShopUnavailable
from serai_storefront.shop_api.shapes import Card, Money, PricePer


class OwnTier(msgspec.Struct, frozen=True, kw_only=True):
    """What one unit costs from so many on."""

    min_quantity: int
    amount: Money
    exact: str | None = None


class OwnPrice(msgspec.Struct, frozen=True, kw_only=True):
    """What one unit costs this shopper."""

    sku: str
    price: Money
    exact_price: str | None = None
    compare_at: Money | None = None
    price_list: str = ""
    tiers: list[OwnTier] = []
    unit_price: PricePer | None = None


class OwnPrices(msgspec.Struct, frozen=True):
    """What this shopper pays."""

    items: list[OwnPrice] = []


_MOST = 100
Shown = TypeVar("Shown", bound=Card)


async def with_own_prices(shop: Connection, cards: list[Shown]) -> list[Shown]:
    """Return cards at the prices of the shopper who is logged in; one request, where that fails none."""
    skus = list(dict.fromkeys(card.sku for card in cards))[:_MOST]
    if not skus or not shop.bearer:
        return cards
    try:
        found = await shop.get("/prices", OwnPrices, [("sku", sku) for sku in skus])
    except (Problem, ShopUnavailable):
        return cards
    mine = {each.sku: each for each in found.items if each.price_list}
    return [_at(card, mine.get(card.sku)) for card in cards]


async def with_own_listing(shop: Connection, listing: Listing) -> Listing:
    """Return a page of products at the prices of the shopper who is logged in."""
    items = await with_own_prices(shop, listing.items)
    return listing if items is listing.items else msgspec.structs.replace(listing, items=items)


def _at(card: Shown, mine: OwnPrice | None) -> Shown:
    if mine is None or mine.price == card.price:
        return card
    return msgspec.structs.replace(
        card,
        price=mine.price,
        exact_price=mine.exact_price,
        compare_at=mine.compare_at,
        prior_price=None if mine.compare_at is None else card.prior_price,
        unit_price=mine.unit_price,
        own=True,
    )


async def with_own_price(shop: Connection, sold: Variant | None) -> Variant | None:
    """Return a package at the price of the shopper who is logged in; where that fails, at everyone's."""
    if sold is None or not shop.bearer:
        return sold
    try:
        found = await shop.get("/prices", OwnPrices, [("sku", sold.sku)])
    except (Problem, ShopUnavailable):
        return sold
    mine = next(iter(found.items), None)
    if mine is None or not mine.price_list or mine.price == sold.price:
        return sold
    return msgspec.structs.replace(
        sold,
        price=mine.price,
        exact_price=mine.exact_price,
        compare_at=mine.compare_at,
        prior_price=None if mine.compare_at is None else sold.prior_price,
        unit_price=mine.unit_price,
        tiers=[
            Tier(min_quantity=tier.min_quantity, price=tier.amount, exact_price=tier.exact)
            for tier in mine.tiers
        ],
        own=True,
    )
