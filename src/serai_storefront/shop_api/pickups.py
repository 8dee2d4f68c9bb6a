"""What of an order waits in a store."""

import msgspec

from serai_storefront.shop_api.connection import Connection, segment


class PickupPlace(msgspec.Struct, frozen=True):
    """The store."""

    name: str
    address: list[str] = []
    hours: list[str] = []


class Pickup(msgspec.Struct, frozen=True, kw_only=True):
    """What is collected together; the code is there while it can be collected."""

    number: int
    state: str
    place: PickupPlace
    code: str = ""
    ready_by: str | None = None
    collect_by: str | None = None

    @property
    def spoken_code(self) -> str:
        """Return the code in groups that are easy to say."""
        return f"{self.code[:3]} {self.code[3:]}".strip()


class _Pickups(msgspec.Struct, frozen=True):
    pickups: list[Pickup]


async def pickups(shop: Connection, order_id: str) -> list[Pickup]:
    """Return where an order is collected, until when, and with which code."""
    return (await shop.get(f"/orders/{segment(order_id)}/pickups", _Pickups)).pickups
