"""Adding to the cart, from a form on any page or from our script."""

from starlette.responses import JSONResponse, Response

from serai_storefront.i18n.catalogues import translations_of
from serai_storefront.shop_api import carts
from serai_storefront.shop_api.carts import Cart, Wanted
from serai_storefront.shop_api.decisions import decision_token_in
from serai_storefront.shop_api.problems import Problem
from serai_storefront.shop_api.shapes import COME_FROM
from serai_storefront.web.forms import local_path
from serai_storefront.web.visit import Visit


async def add(visit: Visit) -> Response:
    """Add a quantity of one SKU; opens a cart when there is none, or when the old one is gone."""
    sku, quantity = visit.form["sku"], max(visit.form.quantity(), 1)
    cart = await added(visit, sku, quantity)
    visit.keep_cart(cart)
    if visit.wants_json:
        return JSONResponse(
            {
                "count": cart.count,
                "count_label": count_label(visit, cart.count),
                "quantity": cart.quantities.get(sku, 0),
                "message": visit.say("Added to your cart."),
            }
        )
    return visit.redirect(local_path(visit.form["next"], "/cart"), "added")


def count_label(visit: Visit, count: int) -> str:
    """Return the cart link's name for people who cannot see its number."""
    plural = translations_of(visit.language.code).ngettext
    return plural("Cart, %(num)s item", "Cart, %(num)s items", count) % {"num": count}


async def added(visit: Visit, sku: str, quantity: int) -> Cart:
    """Return the cart after adding to it; opens one when there is none."""
    came_from = decision_token_in(visit.form[COME_FROM])
    return await put_in(visit, Wanted(sku, quantity, came_from), key=visit.form["key"])


async def put_in(visit: Visit, wanted: Wanted, *, key: str) -> Cart:
    """Return the cart after so many of an article were put into it; opens one when there is none, or it is gone."""
    held = visit.cart_pass
    if held:
        try:
            return await carts.add_line(visit.cart_shop, held.cart_id, wanted, key=key)
        except Problem as problem:
            if not await _is_gone(visit, problem):
                raise
            visit.forget_cart()
    return await carts.open_cart(visit.shop, [wanted], key=f"{key}-open")


async def _is_gone(visit: Visit, problem: Problem) -> bool:
    """Return whether the cart, not the product, was refused."""
    return problem.status in {401, 403, 404, 409} and await visit.cart() is None
