"""The cart page."""

from starlette.responses import Response

from serai_storefront.shop_api import catalogue
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show what is in the cart and what it costs; when empty, where to start."""
    cart = await visit.cart()
    shelves = [] if cart and cart.lines else await _ideas(visit)
    return await visit.render("cart.html", {"cart": cart, "shelves": shelves})


async def _ideas(visit: Visit) -> list[catalogue.Shelf]:
    try:
        shelves = await catalogue.suggestions(visit.anonymous_shop, "home")
    except Problem:
        return []
    return [shelf for shelf in shelves if shelf.items][:1]
