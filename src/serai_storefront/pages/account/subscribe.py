"""Subscribing to an article or to a whole cart: how often, where to, paid with what, and what it costs."""

from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.pages.keep_card import keep_typed_card
from serai_storefront.shop_api import accounts, catalogue, subscriptions, wallet
from serai_storefront.shop_api.carts import Cart
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.forms import Form
from serai_storefront.web.interval_words import interval_words
from serai_storefront.web.sentences import sentence_for
from serai_storefront.web.visit import Visit

PAGE = "/account/subscriptions"
_REFUSALS = {404, 409, 422}
_ASKED = ("sku", "cart", "quantity", "interval", "address", "delivery", "card")


async def show(visit: Visit) -> Response:
    """Show what each order would cost with what is chosen so far."""
    if not visit.shopper_token:
        return visit.redirect(f"/account/login?{urlencode({'next': _here(visit)})}", "log-in-first")
    asked = Form({name: visit.request.query_params.get(name, "") for name in _ASKED})
    return await _page(visit, asked)


async def begin(visit: Visit) -> Response:
    """Subscribe, for the price that was shown. Pressing twice subscribes once."""
    if not visit.shopper_token:
        return to_log_in(visit)
    form = visit.form
    cart = await _cart(visit, form)
    wish = {**_wish(form, cart), "expected_total_minor": form.quantity("expected", most=10**9)}
    wish["tenders"] = _purses(form)
    if form["card"]:
        wish["instrument_id"] = form["card"]
    if form["waits"] == "yes":
        wish["accepts_waiting"] = True
    try:
        made = await subscriptions.subscribe(visit.shop, wish, key=form["key"])
    except Problem as problem:
        if problem.status not in _REFUSALS:
            raise
        return await _page(visit, form, sentence_for(problem), problem.status)
    return visit.redirect(f"{PAGE}/{made.id}", "subscribed")


async def add_card(visit: Visit) -> Response:
    """Have a card kept that was just typed, and go on."""
    if not visit.shopper_token:
        return to_log_in(visit)
    kept = await keep_typed_card(visit)
    asked = {name: visit.form[name] for name in _ASKED}
    if isinstance(kept, str):
        return await _page(visit, visit.form, kept, 422)
    return RedirectResponse(f"{PAGE}/new?{urlencode({**asked, 'card': kept.id})}", 303)


async def _page(visit: Visit, asked: Form, refusal: str = "", status: int = 200) -> Response:
    cart = await _cart(visit, asked)
    article = None if cart else await _article(visit, asked)
    plan = await _plan(visit, [line.sku for line in cart.lines] if cart else [asked["sku"]])
    if asked["interval"] not in plan.intervals:
        asked.values["interval"] = plan.intervals[0]
    quote, addresses = None, await accounts.addresses(visit.shop)
    if addresses:
        wish = {**_wish(asked, cart), "plan_code": plan.code}
        try:
            quote = await subscriptions.quote(visit.shop, wish)
        except Problem as problem:
            if problem.status not in _REFUSALS:
                raise
            refusal, status = refusal or sentence_for(problem), problem.status
    context = {
        "article": article,
        "subscribed_cart": cart,
        "stays": [line.name for line in cart.lines if quote and line.sku in quote.stays]
        if cart
        else [],
        "asked": asked,
        "form": visit.form if visit.request.method == "POST" else Form(),
        "plan": plan,
        "quote": quote,
        "addresses": addresses,
        "cards": await wallet.cards(visit.shop),
        "refusal": refusal,
        "interval_words": interval_words,
    }
    return await visit.render("account/subscribe.html", context, status=status)


async def _cart(visit: Visit, asked: Form) -> Cart | None:
    """Return the shopper's cart, when it is to be subscribed and there is something in it."""
    if asked["cart"] != "yes":
        return None
    cart = await visit.cart()
    if cart is None or not cart.lines:
        raise HTTPException(404)
    return cart


async def _article(visit: Visit, asked: Form) -> catalogue.Product:
    article = await catalogue.product(visit.anonymous_shop, asked["sku"] or "-")
    if all(each.sku != asked["sku"] for each in article.variants):
        asked.values["sku"] = article.sku
    return article


async def _plan(visit: Visit, skus: list[str]) -> subscriptions.Plan:
    """Return the plan that has most of some articles."""
    plans = await subscriptions.plans(visit.shop)
    best = max(plans, key=lambda plan: sum(map(plan.has, skus)), default=None)
    if best is None or not any(map(best.has, skus)):
        raise HTTPException(404)
    return best


def _wish(asked: Form, cart: Cart | None) -> dict[str, Any]:
    way, _, store = asked["delivery"].partition("|")
    wish: dict[str, Any] = {
        "plan_code": asked["plan"],
        "interval": asked["interval"],
        "delivery_code": way,
        "location_code": store,
    }
    if cart is not None:
        wish["cart_id"] = cart.id
    else:
        wish["lines"] = [{"sku": asked["sku"], "quantity": asked.quantity(most=99) or 1}]
    return {**wish, "address_id": asked["address"]} if asked["address"] else wish


def _purses(form: Form) -> list[dict[str, str]]:
    """Return what is to pay before the card does."""
    found = [{"method": "gift_card", "code": form["gift_card"]}] if form["gift_card"] else []
    return [*found, {"method": "store_credit"}] if form["credit"] == "yes" else found


def _here(visit: Visit) -> str:
    url = visit.request.url
    return f"{url.path}?{url.query}"
