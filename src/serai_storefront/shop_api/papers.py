"""Invoices, credit notes and receipts of an order."""

import msgspec

from serai_storefront.shop_api.connection import Connection, segment
from serai_storefront.shop_api.shapes import Money


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """An invoice or a credit note, and where its PDF is."""

    id: str
    kind: str
    number: str
    issued_at: str
    total: Money
    url: str


class Papers(msgspec.Struct, frozen=True):
    """What of an order can be opened."""

    papers: list[Paper]
    receipt_url: str


async def papers(shop: Connection, order_id: str) -> Papers:
    """Return what was issued for an order, with links that are good for an hour."""
    return await shop.get(f"/orders/{segment(order_id)}/papers", Papers)
