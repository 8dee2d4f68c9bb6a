"""Words that go with a cart that is a gift."""

from starlette.responses import Response

from serai_storefront.shop_api import carts
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.visit import Visit


async def keep(visit: Visit) -> Response:
    """Keep the words, or without any, take those away that were there."""
    cart = await visit.cart()
    if cart is None or not cart.lines:
        return visit.redirect("/cart", "cart-empty")
    message, sender = visit.form["message"].strip(), visit.form["sender"].strip()
    try:
        if message:
            kept = await carts.put_gift(visit.cart_shop, cart.id, message, sender)
        else:
            kept = await carts.remove_gift(visit.cart_shop, cart.id)
    except Problem as problem:
        if problem.status not in {409, 422}:
            raise
        return visit.redirect("/cart", "gift-refused")
    visit.keep_cart(kept)
    return visit.redirect("/cart")
