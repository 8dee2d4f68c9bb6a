"""What is done when the store does not have something."""

from starlette.responses import Response

from serai_storefront.shop_api import substitutes
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.visit import Visit

NEXT = "/checkout/payment"
_WISHES = {"similar", "ask", "refund"}


async def keep(visit: Visit) -> Response:
    """Keep what was chosen for each article."""
    cart = await visit.cart()
    if cart is None or not cart.lines:
        return visit.redirect("/cart", "cart-empty")
    chosen = {line.sku: visit.form[f"wish {line.sku}"] for line in cart.lines if not line.gift}
    wishes = {sku: wish for sku, wish in chosen.items() if wish in _WISHES}
    if wishes:
        try:
            visit.keep_cart(await substitutes.put_wishes(visit.cart_shop, cart.id, wishes))
        except Problem as problem:
            if problem.status not in {404, 409}:
                raise
            return visit.redirect("/cart")
    return visit.redirect(NEXT, "saved")
