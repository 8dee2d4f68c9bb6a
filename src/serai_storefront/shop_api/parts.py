"""The parts in which an order reaches the shopper."""

import msgspec

from serai_storefront.shop_api.connection import Connection, segment


class PartLine(msgspec.Struct, frozen=True, kw_only=True):
    """So many units of one line."""

    name: str
    quantity: int


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One parcel, or what waits in one store."""

    number: int
    kind: str
    state: str
    place: str
    lines: list[PartLine]
    first_on: str | None = None
    last_on: str | None = None
    ready_by: str | None = None
    carrier: str = ""
    tracking_number: str = ""
    tracking_url: str = ""
    delivered_at: str | None = None


class _Parts(msgspec.Struct, frozen=True):
    items: list[Part]


async def parts(shop: Connection, order_id: str) -> list[Part]:
    """Return the parts of an order; none while nobody has begun with it."""
    found = await shop.get(f"/orders/{segment(order_id)}/parts", _Parts)
    return found.items
