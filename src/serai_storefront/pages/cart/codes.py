"""Codes in the cart: enter one, take one out."""

from starlette.responses import Response

from serai_storefront.shop_api import carts
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.forms import local_path
from serai_storefront.web.visit import Visit


async def enter(visit: Visit) -> Response:
    """Let a code count, in a cart that is opened for it if need be; one that cannot be used is told."""
    held, code = visit.cart_pass, visit.form["code"].strip()
    back = local_path(visit.form["next"], "/cart")
    if not code:
        return visit.redirect(back)
    if held is None and not visit.form["key"]:
        return visit.redirect("/cart", "cart-empty")
    cart_id = held.cart_id if held else await _opened(visit)
    try:
        cart = await carts.enter_code(visit.cart_shop, cart_id, code[:60])
    except Problem as problem:
        if problem.status != 422:
            raise
        too_many = problem.code.endswith("too_many_codes")
        return visit.redirect(back, "too-many-codes" if too_many else "coupon-refused")
    visit.keep_cart(cart)
    return visit.redirect(back, "coupon-entered")


async def drop(visit: Visit) -> Response:
    """Take a code out."""
    held = visit.cart_pass
    back = local_path(visit.form["next"], "/cart")
    if held is None:
        return visit.redirect("/cart", "cart-empty")
    code = visit.request.path_params["code"]
    visit.keep_cart(await carts.drop_code(visit.cart_shop, held.cart_id, code))
    return visit.redirect(back, "coupon-dropped")


async def _opened(visit: Visit) -> str:
    """Open a cart for a code that comes before any product; return its id."""
    cart = await carts.open_cart(visit.shop, [], key=f"{visit.form['key']}-open")
    visit.keep_cart(cart)
    return cart.id
