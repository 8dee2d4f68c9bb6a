"""What a shopper keeps for later."""

import msgspec

from serai_storefront.shop_api.connection import Connection, segment


class _Kept(msgspec.Struct):
    sku: str


class _KeptArticles(msgspec.Struct):
    items: list[_Kept] = []


async def kept_articles(shop: Connection) -> list[str]:
    """Return the SKUs on the shopper's list, the latest first."""
    return [each.sku for each in (await shop.get("/me/kept-articles", _KeptArticles)).items]


async def keep(shop: Connection, sku: str) -> None:
    """Put an article on the shopper's list."""
    await shop.tell("PUT", f"/me/kept-articles/{segment(sku)}")


async def forget(shop: Connection, sku: str) -> None:
    """Take an article off the shopper's list."""
    await shop.tell("DELETE", f"/me/kept-articles/{segment(sku)}")
