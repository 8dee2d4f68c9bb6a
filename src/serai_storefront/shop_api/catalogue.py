"""Reading the shop: channel, categories, listings, search, products, suggestions."""

import asyncio
from collections.abc import Iterable
from typing import Any

import msgspec

from serai_storefront.shop_api.connection import Connection, Params, segment
from serai_storefront.shop_api.shapes import (
    Card,
    Items,
    Money,
    Named,
    Picture,
    PricePer,
    SetPart,
    ShownPromotion,
)


class Channel(msgspec.Struct, frozen=True):
    """The shop itself."""

    code: str
    name: str
    currency: str
    locale: str = "en"
    locales: list[str] = []
    country: str = "US"
    time_zone: str = "UTC"
    prices_include_tax: bool | None = None


class Category(msgspec.Struct, frozen=True, kw_only=True):
    """One node of the category tree."""

    id: str
    slug: str
    name: str
    parent_id: str | None = None
    path: list[str] = []
    depth: int = 0
    count: int | None = None


class FacetValue(msgspec.Struct, frozen=True):
    """One value to filter by."""

    value: str
    label: str
    count: int | None = None
    selected: bool = False


class Facet(msgspec.Struct, frozen=True):
    """One property to filter by."""

    field: str
    label: str
    values: list[FacetValue] = []


class Understood(msgspec.Struct, frozen=True):
    """A part of the query that was recognised."""

    kind: str
    text: str
    slug: str = ""


class Query(msgspec.Struct, frozen=True):
    """How a search was read."""

    text: str = ""
    corrected: str | None = None
    understood: list[Understood] = []
    relaxed: list[str] = []


class Listing(msgspec.Struct, frozen=True):
    """One page of products with the ways to narrow and order them."""

    items: list[Card]
    total: int | None = None
    facets: list[Facet] = []
    next_cursor: str | None = None
    sort: str | None = None
    sorts: list[Any] = []
    query: Query = Query()
    decision_token: str | None = None

    @property
    def sort_codes(self) -> list[str]:
        """The orders on offer, as codes."""
        return [
            each if isinstance(each, str) else str(each.get("value") or each.get("code"))
            for each in self.sorts
        ]


class Attribute(msgspec.Struct, frozen=True):
    """A property of a product, for people."""

    label: str
    value: Any
    name: str = ""


class Tier(msgspec.Struct, frozen=True, kw_only=True):
    """What one unit costs from so many on."""

    min_quantity: int
    price: Money
    exact_price: str | None = None


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """A package of the product that can be bought."""

    sku: str
    name: str
    id: str = ""
    gtin: str | None = None
    package_size: str | None = None
    price: Money | None = None
    compare_at: Money | None = None
    availability: str = "in"
    prior_price: Money | None = None
    exact_price: str | None = None
    unit_price: PricePer | None = None
    tiers: list[Tier] = []
    promotions: list[ShownPromotion] = []
    parts: list[SetPart] = []
    attributes: list[Attribute] = []
    own: bool = False
    """Whether the reader pays a price of their own."""


class StoreStock(msgspec.Struct, frozen=True):
    """How available a product is in a store."""

    code: str
    name: str
    line1: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    availability: str = "in"
    distance_km: float | None = None
    distance_is_estimated: bool = False

    @property
    def address(self) -> str:
        """Where it is, in one line."""
        return ", ".join(
            part for part in (self.line1, self.postcode, self.city, self.region) if part
        )


class Stores(msgspec.Struct, frozen=True):
    """Some stores, and where the next page begins."""

    items: list[StoreStock]
    next_cursor: str | None = None


class AheadOffer(msgspec.Struct, frozen=True, kw_only=True):
    """On what terms one more of something that is not there can be had."""

    waits: bool
    is_offered: bool
    first_on: str | None = None
    last_on: str | None = None
    release_on: str | None = None


class Product(Card, frozen=True, kw_only=True):
    """A product on its own page."""

    description: str | None = None
    category_path: list[Named] = []
    attributes: list[Attribute] = []
    variants: list[Variant] = []
    source: str | None = None
    pictures: list[Picture] = []
    """Those that the shop was given; none where it is drawn."""


class Shelf(msgspec.Struct, frozen=True):
    """Products suggested together."""

    slot: str
    title: str
    items: list[Card] = []
    reason: str | None = None


class Found(msgspec.Struct, frozen=True):
    """What to offer while the reader still types."""

    queries: list[str] = []
    products: list[Card] = []
    categories: list[Named] = []
    brands: list[Named] = []


class _Categories(msgspec.Struct):
    items: list[Category]


class _Shelves(msgspec.Struct):
    shelves: list[Shelf] = []


async def channel(shop: Connection) -> Channel:
    """Return the channel of our key."""
    return await shop.get("/channel", Channel)


async def categories(shop: Connection) -> list[Category]:
    """Return the whole tree, parents before children."""
    return (await shop.get("/categories", _Categories)).items


async def listing(shop: Connection, params: Params) -> Listing:
    """Return products of a category, narrowed and ordered."""
    return await shop.get("/products", Listing, params)


async def search(shop: Connection, params: Params) -> Listing:
    """Return products that answer a query; their links tell of which search they were."""
    found = await shop.get("/search", Listing, params)
    if not found.decision_token:
        return found
    items = [msgspec.structs.replace(each, searched=found.decision_token) for each in found.items]
    return msgspec.structs.replace(found, items=items)


async def autocomplete(shop: Connection, text: str) -> Found:
    """Return completions of a beginning."""
    return await shop.get("/autocomplete", Found, [("q", text)])


async def product(shop: Connection, slug: str) -> Product:
    """Return one product by slug, SKU or id."""
    return await shop.get(f"/products/{segment(slug)}", Product)


async def cards(shop: Connection, keys: Iterable[str]) -> list[Card]:
    """Return the cards of products by slug, SKU or id, in that order, without those that are not shown."""
    named = [("key", key) for key in keys]
    return (await shop.get("/cards", Items, named)).items if named else []


async def stores(shop: Connection, key: str, params: Params) -> Stores:
    """Return stores that have a product, or one package of it by SKU."""
    return await shop.get(f"/products/{segment(key)}/stores", Stores, params)


async def ahead_offer(shop: Connection, sku: str) -> AheadOffer:
    """Return whether one more of an article can be ordered before it is there."""
    return await shop.get(f"/variants/{segment(sku)}/ahead", AheadOffer)


async def neighbours(shop: Connection, product_id: str) -> tuple[Items, Items]:
    """Return similar products and those bought together with this one."""
    similar, together = await asyncio.gather(
        shop.get(f"/products/{product_id}/similar", Items, [("limit", "12")]),
        shop.get(f"/products/{product_id}/bought-together", Items, [("limit", "6")]),
    )
    return similar, together


async def suggestions(
    shop: Connection,
    slot: str,
    *,
    beside: Iterable[str] = (),
    seen: Iterable[str] = (),
    store: str = "",
) -> list[Shelf]:
    """
    Return the shelves for a place in the shop; personal when the bearer is a shopper.

    `beside` names what is in the cart, `seen` what was looked at, the latest first;
    `store` is the code of the reader's store.
    """
    named = [*(("beside", key) for key in beside), *(("seen", key) for key in seen)]
    if store:
        named.append(("store", store))
    return (await shop.get("/suggestions", _Shelves, [("slot", slot), *named])).shelves
