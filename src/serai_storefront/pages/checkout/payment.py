"""Last step: look at everything once more, pay, and place the order."""

import contextlib
import re
import uuid
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from starlette.responses import Response

from serai_storefront.pages.checkout import wallets
from serai_storefront.pages.checkout.steps import cart_to_buy
from serai_storefront.shop_api import carts, orders, tenders, wallet
from serai_storefront.shop_api.browser_wallets import METHODS
from serai_storefront.shop_api.carts import Cart, Session
from serai_storefront.shop_api.problems import Problem, ShopUnavailable
from serai_storefront.web.cards import check_paying, paying_in
from serai_storefront.web.choices import TEXT_VERSION
from serai_storefront.web.headers import policy
from serai_storefront.web.sentences import BY_FIELD, field_of, sentence_for
from serai_storefront.web.visit import Visit

CARD, BY_TENDERS = "card", "tenders"
"""What a form says that pays by card, and one that gift cards and credit pay wholly."""
INSTALMENTS = "instalments"
"""The way to pay that has a page of its own."""
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+/[^\s;,]*")
"""Addresses that are safe to name in a policy."""


async def show(visit: Visit) -> Response:
    """Show the whole order and ask for a card."""
    cart = await cart_to_buy(visit)
    if cart is None:
        return visit.redirect("/cart", "cart-empty")
    if cart.contact is None:
        return visit.redirect("/checkout")
    if cart.delivery is None and cart.needs_delivery:
        return visit.redirect("/checkout/delivery")
    return await form(visit, cart)


async def place(visit: Visit) -> Response:
    """Place the order. The form's key travels on: pressing twice, or again after silence, makes one order."""
    held = visit.cart_pass
    if held is None:
        return visit.redirect("/cart", "cart-empty")
    method = _method(visit)
    if method == CARD:
        check_paying(visit.form)
        if not visit.form.valid:
            return await _refused(visit, None)
        await _keep_card(visit)
    try:
        if method in METHODS:
            await wallets.exchange(visit)
        order = await orders.place(
            visit.cart_shop,
            held.cart_id,
            expected_total_minor=_seen_total(visit),
            paying=paying_in(visit.form) if method in (CARD, *METHODS) else {},
            method=CARD if method == BY_TENDERS else method,
            expected_due_minor=_seen_due(visit),
            expected_by=_seen_day(visit),
            accepts_waiting=visit.form["waits"] == "yes",
            return_url=f"{visit.front.settings.storefront_url.rstrip('/')}/orders/{{order_id}}/payment-return",
            key=visit.form["key"],
        )
    except Problem as problem:
        return await _refused(visit, problem)
    visit.open_order_to_guest(order.id)
    if order.action:
        return visit.redirect(f"/orders/{order.id}", "authenticate")
    if order.state == "placing":
        return visit.redirect(f"/orders/{order.id}")
    visit.forget_cart()
    return visit.redirect(f"/orders/{order.id}", "order-placed")


def _method(visit: Visit) -> str:
    """Return how the form wants to pay what is left."""
    said = visit.form["method"]
    return said if said in (*tenders.PAID_LATER, *tenders.BY_PAGE, *METHODS, BY_TENDERS) else CARD


def _seen_due(visit: Visit) -> int | None:
    text = visit.form["due"]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _seen_day(visit: Visit) -> str | None:
    """Return the day by which the shopper was shown to have it, if they were."""
    try:
        return date.fromisoformat(visit.form["by"]).isoformat()
    except ValueError:
        return None


async def _keep_card(visit: Visit) -> None:
    """Have the card kept if the shopper wants that; whether it can be is no reason not to sell."""
    if visit.form["keep"] == "yes" and visit.form["token"] and visit.shopper_token:
        with contextlib.suppress(Problem):
            await wallet.keep(
                visit.shop,
                visit.form["token"],
                text_version=TEXT_VERSION,
                key=f"{visit.form['key']}-keep",
            )


def _seen_total(visit: Visit) -> int:
    text = visit.form["total"]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


async def _refused(visit: Visit, problem: Problem | None) -> Response:
    """
    Show the form again with what was refused and the way forward; the card must be typed again.

    After silence nobody knows whether the order was placed: the same key and token make sure that it is once.
    """
    held = visit.cart_pass
    cart = await carts.cart(visit.cart_shop, held.cart_id) if held else None
    if cart and cart.order_id:
        visit.open_order_to_guest(cart.order_id)
        return visit.redirect(f"/orders/{cart.order_id}")
    if cart is None or cart.state != "open":
        return visit.redirect("/cart")
    field = field_of(problem) if problem else None
    if field in {"number", "expiry", "cvc"}:
        visit.form.errors[field] = BY_FIELD[field]
    silent = isinstance(problem, ShopUnavailable)
    context = {
        "refusal": sentence_for(problem) if problem else "",
        "refusal_code": problem.code if problem else "",
        "short": _short_line(cart, problem),
        "seen_total": _seen_total(visit),
        "key": visit.form["key"] if silent or problem is None else uuid.uuid4().hex,
        "token": visit.form["token"] if silent else "",
        "method": _method(visit) if silent else CARD,
    }
    status = 422 if problem is None else problem.status
    return await form(visit, cart, context, status=status)


def _short_line(cart: Cart, problem: Problem | None) -> dict[str, Any] | None:
    """Return the line that is short of stock, and how many are left."""
    if problem is None or problem.code != "out_of_stock":
        return None
    sku = str(problem.facts.get("sku") or "")
    line = next((line for line in cart.lines if line.sku == sku), None)
    left = problem.facts.get("free")
    return (
        {"line": line, "free": left if isinstance(left, int) and left > 0 else 0} if line else None
    )


async def form(
    visit: Visit, cart: Cart, more: dict[str, Any] | None = None, *, status: int = 200
) -> Response:
    """Show the step, with what is wrong with what was typed."""
    context: dict[str, Any] = {
        "cart": cart,
        "form": visit.form,
        "demo": visit.front.settings.demo,
        "refusal": "",
        "refusal_code": "",
        "short": None,
        "seen_total": None,
        "key": uuid.uuid4().hex,
        "token": "",
        "method": CARD,
        **(more or {}),
    }
    session = await _session(visit, cart, context["key"])
    processor = session.processor if session else None
    offered = wallets.offers(session.wallets, cart.left_to_pay) if session else []
    kind = str((cart.delivery or {}).get("kind", ""))
    methods = await tenders.methods(visit.cart_shop, cart.left_to_pay)
    context["later"] = tenders.later_of(methods, kind)
    context["instalments"] = INSTALMENTS in methods
    page = await visit.render(
        "checkout/payment.html",
        {**context, "processor": processor, "wallets": offered},
        status=status,
    )
    if processor is not None:
        to = urlsplit(processor.tokenise_url)
        page.headers["Content-Security-Policy"] = policy(
            connect_src=f"'self' {to.scheme}://{to.netloc} {wallets.reached(offered)}".rstrip()
        )
    if offered:
        page.headers["Permissions-Policy"] = wallets.permissions()
    return page


async def _session(visit: Visit, cart: Cart, key: str) -> Session | None:
    """Return who turns a card into a token; `None` when that is not known now: the form does without."""
    try:
        session = await carts.open_payment(visit.cart_shop, cart.id, key=key)
    except Problem:
        return None
    return session if _ADDRESS.fullmatch(session.processor.tokenise_url) else None
