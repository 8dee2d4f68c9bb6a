"""Subscribing to an article: how often, where to, with which card, and what each order costs."""

from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.pages.keep_card import keep_typed_card
from serai_storefront.shop_api import accounts, catalogue, subscriptions, wallet
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.forms import Form
from serai_storefront.web.interval_words import interval_words
from serai_storefront.web.sentences import sentence_for
from serai_storefront.web.visit import Visit

PAGE = "/account/subscriptions"
_REFUSALS = {404, 409, 422}
_ASKED = ("sku", "quantity", "interval", "address", "delivery", "card")


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
    wish = {**_wish(form), "expected_total_minor": form.quantity("expected", most=10**9)}
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
    article = await catalogue.product(visit.anonymous_shop, asked["sku"] or "-")
    sku = (
        asked["sku"] if any(each.sku == asked["sku"] for each in article.variants) else article.sku
    )
    plans = [plan for plan in await subscriptions.plans(visit.shop) if plan.has(sku)]
    if not plans:
        raise HTTPException(404)
    plan = plans[0]
    asked.values["sku"] = sku
    if asked["interval"] not in plan.intervals:
        asked.values["interval"] = plan.intervals[0]
    quote, addresses = None, await accounts.addresses(visit.shop)
    if addresses:
        try:
            quote = await subscriptions.quote(visit.shop, {**_wish(asked), "plan_code": plan.code})
        except Problem as problem:
            if problem.status not in _REFUSALS:
                raise
            refusal, status = refusal or sentence_for(problem), problem.status
    context = {
        "article": article,
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


def _wish(asked: Form) -> dict[str, Any]:
    wish: dict[str, Any] = {
        "plan_code": asked["plan"],
        "lines": [{"sku": asked["sku"], "quantity": asked.quantity(most=99) or 1}],
        "interval": asked["interval"],
        "delivery_code": asked["delivery"],
    }
    return {**wish, "address_id": asked["address"]} if asked["address"] else wish


def _here(visit: Visit) -> str:
    url = visit.request.url
    return f"{url.path}?{url.query}"
