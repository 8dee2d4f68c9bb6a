"""The first page: suggestions for this reader, and the way into the departments."""

import asyncio
from typing import Any

from starlette.responses import Response

from serai_storefront.pages.looked_at import looked_at
from serai_storefront.pages.structured_data import shop_itself
from serai_storefront.shop_api import catalogue
from serai_storefront.shop_api.problems import ShopUnavailable
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show the shelves; personal ones only to a shopper who agreed to them."""
    shelves, structured, looked = await asyncio.gather(
        _shelves(visit), _structured(visit), looked_at(visit)
    )
    context = {
        "shelves": [shelf for shelf in shelves if shelf.items],
        "personal": bool(visit.shopper_token) and visit.choices.personalisation is True,
        "looked_at": looked,
        "canonical": "/",
        "structured": structured,
    }
    return await visit.render("home.html", context)


async def _shelves(visit: Visit) -> list[catalogue.Shelf]:
    try:
        return await catalogue.suggestions(
            visit.suggesting_shop, "home", seen=visit.seen, store=visit.store
        )
    except ShopUnavailable:
        return []


async def _structured(visit: Visit) -> dict[str, Any] | None:
    try:
        return shop_itself(visit.front.origin, await visit.channel())
    except ShopUnavailable:
        return None
