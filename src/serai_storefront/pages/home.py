"""The first page: suggestions for this reader, and the way into the departments."""

from starlette.responses import Response

from serai_storefront.shop_api import catalogue
from serai_storefront.shop_api.problems import ShopUnavailable
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show the shelves; personal ones only to a shopper who agreed to them."""
    personal = bool(visit.shopper_token) and visit.choices.personalisation is True
    try:
        shelves = await catalogue.suggestions(
            visit.suggesting_shop, "home", seen=visit.seen, store=visit.store
        )
    except ShopUnavailable:
        shelves = []
    context = {"shelves": [shelf for shelf in shelves if shelf.items], "personal": personal}
    return await visit.render("home.html", context)
