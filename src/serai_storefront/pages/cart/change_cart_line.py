"""Changing a line of the cart."""

from starlette.responses import Response

from serai_storefront.shop_api import carts
from serai_storefront.web.forms import local_path
from serai_storefront.web.visit import Visit


async def change(visit: Visit) -> Response:
    """Set the quantity of a line; 0 removes it."""
    held = visit.cart_pass
    if held is None:
        return visit.redirect("/cart", "cart-empty")
    quantity = visit.form.quantity()
    cart = await carts.change_line(
        visit.cart_shop, held.cart_id, visit.request.path_params["sku"], quantity
    )
    visit.keep_cart(cart)
    return visit.redirect(
        local_path(visit.form["next"], "/cart"), "changed" if quantity else "removed"
    )
