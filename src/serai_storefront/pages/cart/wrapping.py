"""Have an article of the cart wrapped, or all of it."""

from starlette.responses import Response

from serai_storefront.shop_api import law
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.visit import Visit


async def keep(visit: Visit) -> Response:
    """Keep in what something is wrapped; without a choice, it is not any more."""
    cart = await visit.cart()
    if cart is None or not cart.lines:
        return visit.redirect("/cart", "cart-empty")
    sku, wrapping = visit.form["sku"], visit.form["wrap"]
    try:
        visit.keep_cart(await law.wrap(visit.cart_shop, cart.id, sku, wrapping))
    except Problem as problem:
        if problem.status not in {404, 409, 422}:
            raise
        return visit.redirect("/cart", "wrap-refused")
    return visit.redirect("/cart", "changed")
