"""A past order once more: everything of it that can still be had goes into the cart."""

from starlette.responses import Response

from serai_storefront.pages.cart.add_to_cart import put_in
from serai_storefront.pages.cart.show_cart import cart_page
from serai_storefront.pages.order_shop import order_bearer, order_shop
from serai_storefront.shop_api import carts, orders
from serai_storefront.shop_api.carts import Wanted
from serai_storefront.shop_api.orders import Order
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.visit import Visit

_CANNOT_BE_HAD = frozenset({404, 409, 422})
"""What the platform answers about an article that is gone, or not for sale; anything else is no word about it."""


async def order_again(visit: Visit) -> Response:
    """Put an order's articles into the cart; what cannot be had any more is named there. Pressing twice adds once."""
    order_id = visit.request.path_params["order_id"]
    if not order_bearer(visit):
        return visit.redirect(f"/account/login?next=/orders/{order_id}", "log-in-first")
    key, missing = visit.form["key"], []
    if visit.cart_pass is None:
        visit.keep_cart(await carts.open_cart(visit.shop, [], key=f"{key}-open"))
    for wanted, name in articles_of(await orders.order(order_shop(visit), order_id)):
        try:
            cart = await put_in(visit, wanted, key=f"{key}-{wanted.sku}")
        except Problem as problem:
            if problem.status not in _CANNOT_BE_HAD:
                raise
            missing.append(name)
        else:
            visit.keep_cart(cart)
    if missing:
        return await cart_page(visit, missing=missing)
    return visit.redirect("/cart", "ordered-again")


def articles_of(order: Order) -> list[tuple[Wanted, str]]:
    """Return what an order was made of, an article once: gifts come by themselves, and wraps with what they wrap."""
    units: dict[str, int] = {}
    names: dict[str, str] = {}
    for line in order.lines:
        if not line.gift and line.wraps is None:
            units[line.sku] = units.get(line.sku, 0) + line.quantity
            names[line.sku] = line.name
    return [(Wanted(sku, quantity), names[sku]) for sku, quantity in units.items()]
