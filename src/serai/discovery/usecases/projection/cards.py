"""The JSON of cards and product pages, as the API promises it."""

from typing import Any
from uuid import UUID

import msgspec


class CategoryLink(msgspec.Struct, frozen=True):
    """A category to go to."""

    slug: str
    name: str


class UnitPrice(msgspec.Struct, frozen=True):
    """What one unit costs."""

    per: str
    price: dict[str, Any]


class Tier(msgspec.Struct, frozen=True):
    """What one unit costs from so many on; `exact_price` where that is finer than a minor unit."""

    min_quantity: int
    price: dict[str, Any]
    exact_price: str | None = None


class Picture(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    A picture, and the words for those who cannot see it; `alts` are these by locale, where they differ from `alt`.

    One that is kept in several sizes names them with their widths, as `srcset` does in HTML, and tells its own size.
    """

    src: str
    alt: str
    alts: dict[str, str] = {}
    srcset: str = ""
    srcset_webp: str = ""
    width: int | None = None
    height: int | None = None


class ShownPicture(Picture, frozen=True, omit_defaults=True):
    """A picture of a product's page; `sku` where it shows one variant alone."""

    sku: str | None = None


class ShownPromotion(msgspec.Struct, frozen=True, omit_defaults=True):
    """A promotion that an article is shown with; `names` are by locale, where they differ from `name`."""

    id: UUID
    name: str
    names: dict[str, str] = {}


class Card(msgspec.Struct, frozen=True):
    """What lists show of a product."""

    id: UUID
    slug: str
    sku: str
    variant_id: UUID
    name: str
    brand: str
    brand_slug: str
    category: CategoryLink | None
    package_size: str
    price: dict[str, Any]
    compare_at: dict[str, Any] | None
    unit_price: UnitPrice | None
    availability: str
    picture: Picture
    prior_price: dict[str, Any] | None = None
    exact_price: str | None = None
    promotions: list[ShownPromotion] = []


class ShownAttribute(msgspec.Struct, frozen=True):
    """A property of a product, in words."""

    name: str
    label: str
    value: str


class ShownPart(msgspec.Struct, frozen=True):
    """What a set consists of: so many units in each set."""

    sku: str
    name: str
    units: int


class ShownVariant(msgspec.Struct, frozen=True):
    """A variant, as a product's page offers it."""

    id: UUID
    sku: str
    gtin: str | None
    name: str
    package_size: str
    price: dict[str, Any]
    compare_at: dict[str, Any] | None
    availability: str
    prior_price: dict[str, Any] | None = None
    exact_price: str | None = None
    unit_price: UnitPrice | None = None
    tiers: list[Tier] = []
    promotions: list[ShownPromotion] = []
    parts: list[ShownPart] | msgspec.UnsetType = msgspec.UNSET
    """Of a set alone."""
    attributes: list[ShownAttribute] | msgspec.UnsetType = msgspec.UNSET
    """Its own, beside the product's; left out without any."""


class Rest(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    What a product's page shows beside its card.

    `translations` holds, per locale other than the channel's own, the texts that are translated. `pictures` are
    those that somebody gave it, in their order.
    """

    description: str
    category_path: list[CategoryLink]
    attributes: list[ShownAttribute]
    variants: list[ShownVariant]
    source: str | None
    translations: dict[str, dict[str, str]] = {}
    pictures: list[ShownPicture] = []


_encode = msgspec.json.Encoder().encode


def card_bytes(card: Card) -> bytes:
    """Return a card as a JSON object."""
    return _encode(card)


def rest_bytes(rest: Rest) -> bytes:
    """Return the rest as members of a JSON object, without the braces."""
    return _encode(rest)[1:-1]
