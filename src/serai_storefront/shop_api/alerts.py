"""What a shopper wants to be told of articles."""

import msgspec

from serai_storefront.shop_api.connection import Connection, segment
from serai_storefront.shop_api.shapes import Money


class Asked(msgspec.Struct, frozen=True):
    """What became of it: `unconfirmed` waits for the answer to a letter."""

    state: str


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked to be told, and how it is now."""

    id: str
    kind: str
    state: str
    sku: str
    name: str
    slug: str
    target: Money | None = None
    price_when_asked: Money | None = None
    price: Money | None = None
    availability: str
    asked_at: str
    ends_at: str

    @property
    def waits(self) -> bool:
        """Whether something may still be told."""
        return self.state in {"waiting", "due"}


class _Alerts(msgspec.Struct, frozen=True):
    items: list[Alert]


async def ask(shop: Connection, wanted: dict[str, object], *, key: str) -> Asked:
    """Ask to be told of an article."""
    return await shop.send("POST", "/alerts", Asked, wanted, key=key)


async def alert_of(shop: Connection, link: str) -> Alert:
    """Return the alert of a letter's link."""
    return await shop.get(f"/alerts/{segment(link)}", Alert)


async def confirm(shop: Connection, link: str, *, key: str) -> Alert:
    """Say that it was the owner of the address who asked."""
    return await shop.send("POST", f"/alerts/{segment(link)}/confirmation", Alert, key=key)


async def end(shop: Connection, link: str, *, others_too: bool) -> None:
    """End the alert of a link, or all of the same reader."""
    await shop.tell("DELETE", f"/alerts/{segment(link)}{'?all=true' if others_too else ''}")


async def mine(shop: Connection) -> list[Alert]:
    """Return what may still be told to the shopper, the latest first."""
    return (await shop.get("/me/alerts", _Alerts)).items


async def end_mine(shop: Connection, alert_id: str) -> None:
    """End an alert of the shopper."""
    await shop.tell("DELETE", f"/me/alerts/{segment(alert_id)}")
