"""The addresses of everything that is sold."""

import msgspec

from serai_storefront.shop_api.connection import Connection


class Addresses(msgspec.Struct, frozen=True):
    """Slugs of some products, and in how many parts all of them come."""

    slugs: list[str]
    parts: int


async def product_addresses(shop: Connection, part: int) -> Addresses:
    """Return one part of the products' slugs; the first is 0."""
    return await shop.get("/product-addresses", Addresses, [("part", str(part))])
