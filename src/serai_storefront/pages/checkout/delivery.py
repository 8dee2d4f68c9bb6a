"""Second step: brought home, or collected."""

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.checkout.steps import cart_to_buy
from serai_storefront.shop_api import carts
from serai_storefront.shop_api.carts import Cart
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.sentences import sentence_for
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show the ways to get this cart."""
    cart = await cart_to_buy(visit)
    if cart is None:
        return visit.redirect("/cart", "cart-empty")
    if cart.contact is None:
        return visit.redirect("/checkout")
    if not cart.needs_delivery:
        return visit.redirect("/checkout/payment")
    return await _form(visit, cart)


async def choose(visit: Visit) -> Response:
    """Keep the choice and go on to payment."""
    cart = await cart_to_buy(visit)
    if cart is None:
        return visit.redirect("/cart", "cart-empty")
    code, _, location = visit.form["option"].partition("|")
    if not code:
        visit.form.errors["option"] = mark("Choose how to get your order")
        return await _form(visit, cart, status=422)
    try:
        visit.keep_cart(await carts.put_delivery(visit.cart_shop, cart.id, code, location or None))
    except Problem as problem:
        if problem.status not in {400, 404, 409, 422}:
            raise
        visit.form.errors["option"] = sentence_for(problem)
        return await _form(visit, cart, status=422)
    return visit.redirect("/checkout/payment")


async def _form(visit: Visit, cart: Cart, *, status: int = 200) -> Response:
    options = await carts.delivery_options(visit.cart_shop, cart.id)
    chosen = cart.delivery or {}
    location = chosen.get("location")
    place = location.get("code", "") if isinstance(location, dict) else location or ""
    context = {
        "cart": cart,
        "form": visit.form,
        "home": [option for option in options if option.kind == "delivery"],
        "pickup": [option for option in options if option.kind == "pickup"],
        "chosen": f"{chosen.get('code', '')}|{place}",
    }
    return await visit.render("checkout/delivery.html", context, status=status)
