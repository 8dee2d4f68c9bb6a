"""Buying in one press: the saved address, a kept card, everything on one page."""

import uuid
from typing import Any

from starlette.responses import JSONResponse, Response

from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.pages.cart.add_to_cart import added
from serai_storefront.pages.checkout.steps import cart_to_buy
from serai_storefront.shop_api import wallet
from serai_storefront.shop_api.problems import Problem, ShopUnavailable
from serai_storefront.web.credentials import credential_in
from serai_storefront.web.sentences import sentence_for
from serai_storefront.web.visit import Visit

CHECKOUT_INSTEAD = frozenset(
    {
        "address_needed",
        "address_not_found",
        "bad_contact",
        "cart_incomplete",
        "instrument_not_found",
        "method_not_offered",
    }
)
"""What the account lacks for one press; the checkout asks for it step by step."""


async def begin(visit: Visit) -> Response:
    """Put the article in, if one is named, and fill the cart with what the account knows."""
    if not visit.shopper_token:
        return to_log_in(visit)
    if visit.form["sku"]:
        visit.keep_cart(await added(visit, visit.form["sku"], max(visit.form.quantity(), 1)))
    cart = await cart_to_buy(visit)
    if cart is None:
        return visit.redirect("/cart", "cart-empty")
    try:
        prepared = await wallet.prepare(visit.cart_shop, cart.id, key=f"{visit.form['key']}-press")
    except Problem as problem:
        if problem.code in CHECKOUT_INSTEAD:
            return visit.redirect("/checkout")
        raise
    visit.keep_cart(prepared.cart)
    return visit.redirect("/one-click")


async def show(visit: Visit) -> Response:
    """Show what one press would buy."""
    if not visit.shopper_token:
        return to_log_in(visit)
    return await _page(visit)


async def challenge(visit: Visit) -> Response:
    """Tell our script what the browser needs to have just this purchase confirmed."""
    cart = await cart_to_buy(visit)
    if not visit.shopper_token or cart is None:
        return JSONResponse({}, 401)
    options = await wallet.begin_confirmation(
        visit.cart_shop, cart.id, _seen_total(visit), visit.form["card"]
    )
    return JSONResponse({"public_key": options.public_key})


async def place(visit: Visit) -> Response:
    """Place the order. Pressing twice, or again after silence, makes one order."""
    held = visit.cart_pass
    if not visit.shopper_token or held is None:
        return visit.redirect("/cart", "cart-empty")
    home = visit.front.settings.storefront_url.rstrip("/")
    press = wallet.Press(
        expected_total_minor=_seen_total(visit),
        instrument_id=visit.form["card"],
        confirmation=credential_in(visit.form),
        return_url=f"{home}/orders/{{order_id}}/payment-return",
        accepts_waiting=visit.form["waits"] == "yes",
    )
    try:
        order = await wallet.order(visit.cart_shop, held.cart_id, press, key=visit.form["key"])
    except Problem as problem:
        return await _refused(visit, problem)
    if order.action:
        return visit.redirect(f"/orders/{order.id}", "authenticate")
    if order.state == "placing":
        return visit.redirect(f"/orders/{order.id}")
    visit.forget_cart()
    return visit.redirect(f"/orders/{order.id}", "order-placed")


async def _refused(visit: Visit, problem: Problem) -> Response:
    if problem.code == "unauthenticated":
        raise problem
    silent = isinstance(problem, ShopUnavailable)
    more = {"key": visit.form["key"]} if silent else {}
    return await _page(visit, refusal=sentence_for(problem), status=problem.status, **more)


async def _page(visit: Visit, *, refusal: str = "", key: str = "", status: int = 200) -> Response:
    cart = await cart_to_buy(visit)
    if cart is None:
        return visit.redirect("/cart", "cart-empty")
    if cart.contact is None or cart.delivery is None:
        return visit.redirect("/checkout")
    cards = await wallet.cards(visit.shop)
    if not cards:
        return visit.redirect("/checkout/payment")
    context: dict[str, Any] = {
        "cart": cart,
        "cards": cards,
        "chosen": visit.form["card"] or cards[0].id,
        "form": visit.form,
        "refusal": refusal,
        "key": key or uuid.uuid4().hex,
    }
    return await visit.render("one_click.html", context, status=status)


def _seen_total(visit: Visit) -> int:
    text = visit.form["total"]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
