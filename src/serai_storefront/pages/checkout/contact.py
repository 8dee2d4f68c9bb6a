"""First step: who buys, and where it goes."""

import asyncio
from typing import Any

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.checkout.steps import cart_to_buy
from serai_storefront.shop_api import accounts, carts
from serai_storefront.shop_api.carts import Cart
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.addresses import ADDRESS_FIELDS, address_in, require_address
from serai_storefront.web.forms import Form
from serai_storefront.web.places import complete_address
from serai_storefront.web.sentences import (
    BY_FIELD,
    TAX_ID_REFUSALS,
    field_of,
    sentence_for,
)
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show the form, filled with what is known."""
    cart = await cart_to_buy(visit)
    if cart is None:
        return visit.redirect("/cart", "cart-empty")
    customer, saved, kept = await _known(visit)
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
        "tax_id": cart.tax_id.number if cart.tax_id else kept,
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
    if await complete_address(visit):
        return await _form(visit, cart, form, [])
    form.require_email()
    form.require({"name": mark("Enter your name")})
    require_address(form)
    if form.valid:
        try:
            kept = await carts.put_contact(visit.cart_shop, cart.id, _contact(form))
            visit.keep_cart(kept)
            await _keep_tax_id(visit, cart, form["tax_id"])
            return visit.redirect(
                "/checkout/delivery" if kept.needs_delivery else "/checkout/payment"
            )
        except Problem as problem:
            if problem.status not in {400, 422}:
                raise
            field = "tax_id" if problem.code in TAX_ID_REFUSALS else field_of(problem)
            form.errors[field or "email"] = (
                sentence_for(problem) if field in {None, "tax_id"} else BY_FIELD[field]
            )
    return await _form(visit, cart, form, [], status=422)


def _contact(form: Form) -> dict[str, Any]:
    phone = {"phone": form["phone"]} if form["phone"] else {}
    return {"email": form["email"], "name": form["name"], **phone, "address": address_in(form)}


async def _keep_tax_id(visit: Visit, cart: Cart, number: str) -> None:
    """Let the cart be bought with the tax id that was typed, or without one; it depends on the address."""
    if number:
        visit.keep_cart(await carts.put_tax_id(visit.cart_shop, cart.id, number))
    elif cart.tax_id:
        visit.keep_cart(await carts.remove_tax_id(visit.cart_shop, cart.id))


async def _known(visit: Visit) -> tuple[accounts.Customer | None, list[dict[str, Any]], str]:
    if not visit.shopper_token:
        return None, [], ""
    try:
        customer, saved, kept = await asyncio.gather(
            accounts.me(visit.shop), accounts.addresses(visit.shop), accounts.tax_id(visit.shop)
        )
    except Problem:
        return None, [], ""
    return customer, saved, kept


async def _form(
    visit: Visit, cart: Cart, form: Form, saved: list[dict[str, Any]], *, status: int = 200
) -> Response:
    context = {"cart": cart, "form": form, "saved": saved}
    return await visit.render("checkout/contact.html", context, status=status)
