"""Places for an address that is being typed."""

import msgspec

from serai_storefront.shop_api.connection import Connection


class Place(msgspec.Struct, frozen=True):
    """A place to fill an address with; what is empty stays as it was typed."""

    country: str = ""
    postcode: str = ""
    city: str = ""
    region: str = ""

    @property
    def words(self) -> str:
        """How it is shown."""
        return ", ".join(part for part in (self.city, self.region) if part) or self.postcode


class Places(msgspec.Struct, frozen=True):
    """What was found, and what must be shown beside it."""

    items: list[Place] = []
    attribution: str = ""


async def places(shop: Connection, text: str, country: str) -> Places:
    """Return places that a text is the beginning of."""
    return await shop.get("/places", Places, [("q", text), ("country", country), ("limit", "8")])
