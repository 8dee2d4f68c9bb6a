"""First step: who buys, and where it goes."""

from typing import Any

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.checkout.steps import cart_to_buy
from serai_storefront.shop_api import accounts, carts
from serai_storefront.shop_api.carts import Cart
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.addresses import ADDRESS_FIELDS, address_in, require_address
from serai_storefront.web.forms import Form
from serai_storefront.web.sentences import BY_FIELD, field_of, sentence_for
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show the form, filled with what is known."""
    cart = await cart_to_buy(visit)
    if cart is None:
        return visit.redirect("/cart", "cart-empty")
    customer, saved = await _known(visit)
    contact = cart.contact or {}
    wanted = visit.request.query_params.get("address", "")
    chosen = next((each for each in saved if str(each.get("id")) == wanted), None)
    address = chosen or contact.get("address") or next(iter(saved), {})
    values = {
        "email": contact.get("email") or (customer.email if customer else "") or "",
        "name": (chosen or {}).get("name")
        or contact.get("name")
        or (customer.name if customer else "")
        or "",
        "phone": contact.get("phone") or "",
        **{field: str(address.get(field) or "") for field in ADDRESS_FIELDS},
    }
    values["country"] = values["country"] or (await visit.channel()).country
    return await _form(visit, cart, Form(values), saved)


async def keep(visit: Visit) -> Response:
    """Keep who and where, and go on to delivery."""
    cart = await cart_to_buy(visit)
    if cart is None:
        return visit.redirect("/cart", "cart-empty")
    form = visit.form
    form.require_email()
    form.require({"name": mark("Enter your name")})
    require_address(form)
    if form.valid:
        try:
            visit.keep_cart(await carts.put_contact(visit.cart_shop, cart.id, _contact(form)))
            return visit.redirect("/checkout/delivery")
        except Problem as problem:
            if problem.status not in {400, 422}:
                raise
            field = field_of(problem)
            form.errors[field or "email"] = BY_FIELD[field] if field else sentence_for(problem)
    return await _form(visit, cart, form, [], status=422)


def _contact(form: Form) -> dict[str, Any]:
    phone = {"phone": form["phone"]} if form["phone"] else {}
    return {"email": form["email"], "name": form["name"], **phone, "address": address_in(form)}


async def _known(visit: Visit) -> tuple[accounts.Customer | None, list[dict[str, Any]]]:
    if not visit.shopper_token:
        return None, []
    try:
        return await accounts.me(visit.shop), await accounts.addresses(visit.shop)
    except Problem:
        return None, []


async def _form(
    visit: Visit, cart: Cart, form: Form, saved: list[dict[str, Any]], *, status: int = 200
) -> Response:
    context = {"cart": cart, "form": form, "saved": saved}
    return await visit.render("checkout/contact.html", context, status=status)
