"""What of an order came by wire."""

import msgspec

from serai_storefront.shop_api.connection import Connection, segment


class Download(msgspec.Struct, frozen=True, kw_only=True):
    """A file, and where it is while it may be downloaded."""

    id: str
    name: str
    size: int
    left: int
    expires_at: str
    revoked: bool = False
    url: str = ""

    @property
    def kilobytes(self) -> int:
        """Its size, rounded up."""
        return -(-self.size // 1024)


class Key(msgspec.Struct, frozen=True):
    """A key; its text is empty once it was taken back."""

    text: str
    revoked: bool = False


class Digital(msgspec.Struct, frozen=True):
    """Everything of an order that came by wire."""

    downloads: list[Download]
    keys: list[Key]


async def digital(shop: Connection, order_id: str) -> Digital:
    """Return what came by wire of an order, with links that are good for an hour."""
    return await shop.get(f"/orders/{segment(order_id)}/digital", Digital)
