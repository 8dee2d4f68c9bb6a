"""Paying in instalments: every plan with its days and its cost, the card, and the agreement."""

import uuid
from typing import Any

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.pages.checkout.steps import cart_to_buy
from serai_storefront.pages.keep_card import card_form, keep_typed_card, protected
from serai_storefront.shop_api import carts, instalments, orders, wallet
from serai_storefront.shop_api.carts import Cart
from serai_storefront.shop_api.problems import Problem, ShopUnavailable
from serai_storefront.web.sentences import sentence_for
from serai_storefront.web.visit import Visit

PAGE, METHOD = "/checkout/instalments", "instalments"
CHANGED = mark("The instalments have changed since you last saw them. Check them and agree again.")
"""Said when the days or the amounts are other ones by now."""


async def show(visit: Visit) -> Response:
    """Show what can be agreed to."""
    if not visit.shopper_token:
        return to_log_in(visit)
    cart = await cart_to_buy(visit)
    if cart is None:
        return visit.redirect("/cart", "cart-empty")
    if cart.contact is None or (cart.delivery is None and cart.needs_delivery):
        return visit.redirect("/checkout")
    return await _page(visit, cart)


async def keep_card(visit: Visit) -> Response:
    """Have a card kept, so that instalments can be charged to it."""
    if not visit.shopper_token:
        return to_log_in(visit)
    cart = await cart_to_buy(visit)
    if cart is None:
        return visit.redirect("/cart", "cart-empty")
    kept = await keep_typed_card(visit)
    if isinstance(kept, str):
        return await _page(visit, cart, refusal=kept, status=422)
    return visit.redirect(PAGE, "card-kept")


async def agree(visit: Visit) -> Response:
    """Place the order with the plan that was shown. Pressing twice, or after silence, makes one order."""
    held = visit.cart_pass
    if held is None or not visit.shopper_token:
        return visit.redirect("/cart", "cart-empty")
    form, key = visit.form, visit.form["key"]
    home = visit.front.settings.storefront_url.rstrip("/")
    try:
        await carts.open_payment(visit.cart_shop, held.cart_id, key=key, method=METHOD)
        proposal = await instalments.propose(
            visit.cart_shop, held.cart_id, form["terms"], form["card"], key=f"{key}-plan"
        )
        if _says(form["terms"], proposal) != form[f"shown-{form['terms']}"]:
            return await _again(visit, None)
        order = await orders.place(
            visit.cart_shop,
            held.cart_id,
            expected_total_minor=_number(form["total"]) or 0,
            expected_due_minor=_number(form["due"]),
            paying={"token": proposal.token},
            method=METHOD,
            return_url=f"{home}/orders/{{order_id}}/payment-return",
            key=key,
        )
    except Problem as problem:
        return await _again(visit, problem)
    if order.action:
        return visit.redirect(f"/orders/{order.id}", "authenticate")
    if order.state == "placing":
        return visit.redirect(f"/orders/{order.id}")
    visit.forget_cart()
    return visit.redirect(f"/orders/{order.id}", "order-placed")


def _says(terms_id: str, proposal: instalments.Proposal) -> str:
    said = [f"{part.due_on}/{part.amount.minor}" for part in proposal.parts]
    return " ".join([terms_id, *said])


async def _again(visit: Visit, problem: Problem | None) -> Response:
    """Show the plans again, with what was refused; without a problem, they have changed since."""
    held = visit.cart_pass
    cart = await carts.cart(visit.cart_shop, held.cart_id) if held else None
    if cart and cart.order_id:
        return visit.redirect(f"/orders/{cart.order_id}")
    if cart is None or cart.state != "open":
        return visit.redirect("/cart")
    silent = isinstance(problem, ShopUnavailable)
    refusal = sentence_for(problem) if problem else CHANGED
    key = visit.form["key"] if silent else ""
    status = problem.status if problem else 409
    return await _page(visit, cart, refusal=refusal, key=key, status=status)


async def _page(
    visit: Visit, cart: Cart, *, refusal: str = "", key: str = "", status: int = 200
) -> Response:
    ways = await card_form(visit, cart.id)
    cart, offers = await _offered(visit, cart)
    if not offers:
        return visit.redirect("/checkout/payment", "no-instalments")
    cards = await wallet.cards(visit.shop)
    context: dict[str, Any] = {
        "cart": cart,
        "offers": offers,
        "cards": cards,
        "chosen": visit.form["terms"] or offers[0].terms_id,
        "chosen_card": visit.form["card"] or (cards[0].id if cards else ""),
        "form": visit.form,
        "refusal": refusal,
        "key": key or uuid.uuid4().hex,
        **ways,
    }
    page = await visit.render("checkout/instalments.html", context, status=status)
    return protected(page, context["processor"])


async def _offered(visit: Visit, cart: Cart) -> tuple[Cart, list[instalments.Offer]]:
    """Return the cart and its plans at the price that it has when it is paid so."""
    try:
        await carts.open_payment(visit.cart_shop, cart.id, key=uuid.uuid4().hex, method=METHOD)
    except Problem as problem:
        if problem.code != "method_not_offered":
            raise
        return cart, []
    seen = await carts.cart(visit.cart_shop, cart.id)
    return seen, await instalments.offers(visit.cart_shop, cart.id)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
