"""The shopper declares that they are old enough for what is in the cart."""

from datetime import date

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.checkout import payment
from serai_storefront.pages.checkout.steps import cart_to_buy
from serai_storefront.shop_api import law
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.sentences import sentence_for
from serai_storefront.web.visit import Visit


async def declare(visit: Visit) -> Response:
    """Keep the declaration, and go back to the payment."""
    cart = await cart_to_buy(visit)
    if cart is None:
        return visit.redirect("/cart", "cart-empty")
    born_on = _day(visit.form["born_on"])
    if cart.law.asks_birth_date and born_on is None:
        visit.form.errors["born_on"] = mark("Enter your date of birth")
    elif not cart.law.asks_birth_date and visit.form["of_age"] != "yes":
        visit.form.errors["of_age"] = mark("Confirm your age to go on")
    if visit.form.valid:
        try:
            visit.keep_cart(await law.declare_age(visit.cart_shop, cart.id, born_on))
        except Problem as problem:
            if problem.status not in {409, 422}:
                raise
            visit.form.errors["born_on"] = sentence_for(problem)
    if not visit.form.valid:
        return await payment.form(visit, cart, status=422)
    return visit.redirect("/checkout/payment", "saved")


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None
