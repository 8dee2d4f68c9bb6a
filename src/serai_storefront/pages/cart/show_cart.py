"""The cart page."""

from collections.abc import Sequence

from starlette.responses import Response

from serai_storefront.shop_api import catalogue
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.visit import Visit

_MOST = 100


async def show(visit: Visit) -> Response:
    """Show what is in the cart, what it costs and what may be missing; when empty, where to start."""
    return await cart_page(visit)


async def cart_page(visit: Visit, *, missing: Sequence[str] = ()) -> Response:
    """Return the page, with the names of what should have gone into the cart but cannot be had."""
    cart = await visit.cart()
    shelves = await _ideas(visit, [line.sku for line in cart.lines] if cart else [])
    wraps = await visit.front.gift_wraps(visit.shop) if cart and cart.lines else []
    own = [line.sku for line in cart.lines] if cart and not cart.offer else []
    context = {
        "cart": cart,
        "shelves": shelves,
        "gift_wraps": wraps,
        "missing": missing,
        "subscribable": bool(own) and await visit.front.plan_for_any(visit.shop, own),
    }
    return await visit.render("cart.html", context)


async def _ideas(visit: Visit, skus: list[str]) -> list[catalogue.Shelf]:
    """Return what goes with a cart; for an empty one, the first shelf of the shop."""
    shop = visit.suggesting_shop
    try:
        if skus:
            shelves = await catalogue.suggestions(shop, "cart", beside=skus[:_MOST])
        else:
            shelves = await catalogue.suggestions(shop, "home", seen=visit.seen)
    except Problem:
        return []
    return [shelf for shelf in shelves if shelf.items][:1]
