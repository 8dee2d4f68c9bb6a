"""The shapes of the platform's answers that more than one page reads. Unknown fields are ignored."""

from decimal import Decimal

import msgspec


class Money(msgspec.Struct, frozen=True):
    """An amount: exact text and minor units."""

    amount: Decimal
    minor: int
    currency: str

    def less(self, other: "Money | None") -> "Money":
        """Return what is left when `other` is taken off."""
        if other is None:
            return self
        return Money(self.amount - other.amount, self.minor - other.minor, self.currency)


COME_FROM = "from"
"""The parameter that says which suggestion or result a link was."""
SEARCHED = "searched"
"""The parameter that says of which search a link was."""


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """So many units of an article that come later; without days nobody knows when."""

    sku: str
    name: str
    units: int
    kind: str
    earliest: str | None = None
    latest: str | None = None
    release_on: str | None = None


class Picture(msgspec.Struct, frozen=True):
    """Where a product's picture is, and what it shows; in several sizes where there are."""

    src: str = ""
    alt: str = ""
    srcset: str = ""
    srcset_webp: str = ""
    width: int | None = None
    height: int | None = None
    sku: str | None = None
    """The variant that it shows alone."""


class Named(msgspec.Struct, frozen=True):
    """Something with an address and a name: a category, a brand."""

    slug: str
    name: str


class PricePer(msgspec.Struct, frozen=True):
    """The price of one litre, one kilogram, one piece."""

    per: str
    price: Money


class ShownPromotion(msgspec.Struct, frozen=True):
    """A promotion that everyone gets on an article."""

    name: str


class Because(msgspec.Struct, frozen=True):
    """Why a product is suggested, in the reader's language."""

    words: str


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A product as a listing shows it."""

    id: str
    slug: str
    sku: str
    name: str
    price: Money | None = None
    compare_at: Money | None = None
    unit_price: PricePer | None = None
    brand: str | None = None
    brand_slug: str | None = None
    category: Named | None = None
    package_size: str | None = None
    availability: str = "in"
    picture: Picture = Picture()
    prior_price: Money | None = None
    exact_price: str | None = None
    promotions: list[ShownPromotion] = []
    own: bool = False
    """Whether the reader pays a price of their own."""
    because: Because | None = None
    decision_token: str | None = None
    searched: str | None = None
    """Token of the search that found it."""

    @property
    def address(self) -> str:
        """The product's page; it is told from which suggestion, result or search the reader came."""
        told = ((COME_FROM, self.decision_token), (SEARCHED, self.searched))
        came_from = "&".join(f"{name}={token}" for name, token in told if token)
        return f"/p/{self.slug}?{came_from}" if came_from else f"/p/{self.slug}"


class Items(msgspec.Struct, frozen=True):
    """A short list of products and why they were chosen."""

    items: list[Card] = []
    reason: str | None = None


class SetPart(msgspec.Struct, frozen=True):
    """What a set consists of: so many units in each."""

    sku: str
    name: str
    units: int
