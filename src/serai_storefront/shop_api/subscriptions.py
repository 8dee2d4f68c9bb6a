"""Subscriptions: what can be subscribed, what each order costs, and a shopper's own."""

from typing import Any

import msgspec

from serai_storefront.shop_api.connection import Connection, segment
from serai_storefront.shop_api.shapes import Ahead, Money, Picture
from serai_storefront.shop_api.tenders import Tender

Json = dict[str, Any]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What may be subscribed, and how often."""

    code: str
    name: str
    skus: list[str]
    intervals: list[str]

    def has(self, sku: str) -> bool:
        """Return whether an article can be subscribed under it."""
        return not self.skus or sku in self.skus


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """So many of one article in each order."""

    sku: str
    name: str
    quantity: int
    slug: str = ""
    picture: Picture = Picture()


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """One order that was made, is to be made, or was left out."""

    number: int
    due_on: str
    state: str
    announced: Money | None = None
    next_attempt_at: str | None = None
    order_id: str | None = None
    reason: str = ""


class Subscriber(msgspec.Struct, frozen=True, kw_only=True):
    """Whom it goes to, and where."""

    name: str
    address: dict[str, str]


class Place(msgspec.Struct, frozen=True):
    """A store to collect from."""

    code: str
    name: str


class Subscription(msgspec.Struct, frozen=True, kw_only=True):
    """One subscription."""

    id: str
    state: str
    plan_code: str
    interval: str
    lines: list[Line]
    contact: Subscriber
    delivery_code: str
    periods: list[Period]
    version: int
    location: Place | None = None
    tenders: list[Tender] = []
    instrument_id: str | None = None
    next_on: str | None = None
    last_total: Money | None = None

    @property
    def way(self) -> str:
        """What a form calls how it reaches its subscriber."""
        return f"{self.delivery_code}|{self.location.code if self.location else ''}"

    @property
    def is_being_ordered(self) -> bool:
        """Whether an order of it is being made just now."""
        waits = {"open", "ordering"} if self.last_total is None else {"ordering"}
        return self.state == "active" and any(each.state in waits for each in self.periods)

    @property
    def next_period(self) -> Period | None:
        """The order that is to be made."""
        return next((each for each in self.periods if each.state == "open"), None)


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """A way of delivery, or a store to collect from."""

    code: str
    label: str
    price: Money
    location: Place | None = None

    @property
    def value(self) -> str:
        """What a form calls it: its code, and the store's."""
        return f"{self.code}|{self.location.code if self.location else ''}"

    @property
    def words(self) -> str:
        """What it is called."""
        return f"{self.label}: {self.location.name}" if self.location else self.label


class QuotedLine(msgspec.Struct, frozen=True, kw_only=True):
    """So many of one article in each order."""

    sku: str
    name: str
    quantity: int
    slug: str = ""


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """What an order costs."""

    items: Money
    delivery: Money
    discount: Money
    total: Money


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """What each order would cost now, and how it can be brought."""

    totals: Totals
    delivery: str
    ways: list[Way]
    lines: list[QuotedLine] = []
    stays: list[str] = []
    """SKUs of the cart that cannot be subscribed."""
    location: str = ""
    ahead: list[Ahead] = []

    @property
    def way(self) -> str:
        """What a form calls the way that was chosen."""
        return f"{self.delivery}|{self.location}"


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """An article that the shopper is likely to need soon."""

    sku: str
    name: str
    slug: str
    every_days: int
    likely_on: str
    plan_code: str = ""
    interval: str = ""


class _Plans(msgspec.Struct):
    items: list[Plan] = []


class _Subscriptions(msgspec.Struct):
    items: list[Subscription] = []


class _Needs(msgspec.Struct):
    items: list[Need] = []


async def plans(shop: Connection) -> list[Plan]:
    """Return what may be subscribed here."""
    return (await shop.get("/subscription-plans", _Plans)).items


async def subscriptions(shop: Connection) -> list[Subscription]:
    """Return the shopper's subscriptions, newest first."""
    return (await shop.get("/subscriptions", _Subscriptions)).items


async def subscription(shop: Connection, subscription_id: str) -> Subscription:
    """Return one of the shopper's subscriptions."""
    return await shop.get(f"/subscriptions/{segment(subscription_id)}", Subscription)


async def needs(shop: Connection) -> list[Need]:
    """Return what the shopper is likely to need next."""
    return (await shop.get("/next-needs", _Needs)).items


async def quote(shop: Connection, wish: Json) -> Quote:
    """Ask what each order would cost now."""
    return await shop.send("POST", "/subscriptions/quote", Quote, wish)


async def subscribe(shop: Connection, wish: Json, *, key: str) -> Subscription:
    """Subscribe; the first order is made in a moment."""
    return await shop.send("POST", "/subscriptions", Subscription, wish, key=key)


async def change(shop: Connection, subscription_id: str, changes: Json) -> None:
    """Change a subscription from the next order on."""
    await shop.tell("PATCH", f"/subscriptions/{segment(subscription_id)}", changes)


async def move(shop: Connection, subscription_id: str, how: str, *, key: str) -> None:
    """Skip, pause, resume or cancel."""
    await shop.tell("POST", f"/subscriptions/{segment(subscription_id)}/{how}", {}, key=key)
