"""The shopper's subscriptions: what comes when, and changing, skipping, pausing or ending it."""

from typing import Any

from starlette.responses import Response

from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.shop_api import accounts, subscriptions, wallet
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.forms import Form
from serai_storefront.web.interval_words import interval_words
from serai_storefront.web.sentences import sentence_for
from serai_storefront.web.visit import Visit

PAGE = "/account/subscriptions"
MOVES = {"skip": "order-skipped", "pause": "saved", "resume": "saved", "cancellation": "saved"}
_REFUSALS = {404, 409, 422}


async def show_all(visit: Visit) -> Response:
    """Show every subscription, and what the shopper is likely to need soon."""
    if not visit.shopper_token:
        return to_log_in(visit)
    context = {
        "subscriptions": await subscriptions.subscriptions(visit.shop),
        "needs": await subscriptions.needs(visit.shop),
        "interval_words": interval_words,
    }
    return await visit.render("account/subscriptions.html", context)


async def show(visit: Visit) -> Response:
    """Show a subscription and what can be done about it."""
    if not visit.shopper_token:
        return to_log_in(visit)
    return await _page(visit)


async def change(visit: Visit) -> Response:
    """Keep what was changed: quantities, how often, the day, where to, and what pays."""
    if not visit.shopper_token:
        return to_log_in(visit)
    seen = await subscriptions.subscription(visit.shop, _id(visit))
    changes = _changes(visit, seen)
    if changes:
        try:
            await subscriptions.change(visit.shop, seen.id, changes)
        except Problem as problem:
            if problem.status not in _REFUSALS:
                raise
            return await _page(visit, sentence_for(problem), problem.status)
    return visit.redirect(f"{PAGE}/{seen.id}", "saved")


async def move(visit: Visit) -> Response:
    """Skip the next order, pause, resume or end it."""
    if not visit.shopper_token:
        return to_log_in(visit)
    how = str(visit.request.path_params["move"])
    note = MOVES.get(how)
    if note is None:
        return visit.redirect(f"{PAGE}/{_id(visit)}")
    try:
        await subscriptions.move(visit.shop, _id(visit), how, key=visit.form["key"])
    except Problem as problem:
        if problem.status not in _REFUSALS:
            raise
        return await _page(visit, sentence_for(problem), problem.status)
    return visit.redirect(f"{PAGE}/{_id(visit)}", note)


async def _page(visit: Visit, refusal: str = "", status: int = 200) -> Response:
    seen = await subscriptions.subscription(visit.shop, _id(visit))
    plans = await subscriptions.plans(visit.shop)
    plan = next((each for each in plans if each.code == seen.plan_code), None)
    context = {
        "subscription": seen,
        "intervals": sorted({*(plan.intervals if plan else ()), seen.interval}),
        "addresses": await accounts.addresses(visit.shop),
        "cards": await wallet.cards(visit.shop),
        "ways": await _ways(visit, seen),
        "refusal": refusal,
        "interval_words": interval_words,
    }
    return await visit.render("account/subscription.html", context, status=status)


async def _ways(visit: Visit, seen: subscriptions.Subscription) -> list[subscriptions.Way]:
    """Return how it may reach its subscriber; none when that cannot be told now."""
    wish = {
        "plan_code": seen.plan_code,
        "interval": seen.interval,
        "lines": [{"sku": line.sku, "quantity": line.quantity} for line in seen.lines],
    }
    try:
        return (await subscriptions.quote(visit.shop, wish)).ways
    except Problem:
        return []


def _changes(visit: Visit, seen: subscriptions.Subscription) -> dict[str, Any]:
    """Return what differs from what is there; an article of which none is wanted leaves."""
    form = visit.form
    changes: dict[str, Any] = {}
    lines = [
        {"sku": line.sku, "quantity": form.quantity(f"quantity {line.sku}")}
        for line in seen.lines
        if form.quantity(f"quantity {line.sku}")
    ]
    before = [{"sku": line.sku, "quantity": line.quantity} for line in seen.lines]
    if lines and lines != before:
        changes["lines"] = lines
    if form["interval"] and form["interval"] != seen.interval:
        changes["interval"] = form["interval"]
    if form["next_on"] and form["next_on"] != seen.next_on:
        changes["next_on"] = form["next_on"]
    if form["address"]:
        changes["address_id"] = form["address"]
    if form["card"] and form["card"] != seen.instrument_id:
        changes["instrument_id"] = form["card"]
    if form["delivery"] and form["delivery"] != seen.way:
        way, _, store = form["delivery"].partition("|")
        changes |= {"delivery_code": way, "location_code": store}
    purses = _purses(form, seen)
    if purses != [{"method": each.method, "source": each.source} for each in seen.tenders]:
        changes["tenders"] = purses
    return {**changes, "version": seen.version} if changes else {}


def _purses(form: Form, seen: subscriptions.Subscription) -> list[dict[str, str]]:
    """Return what pays before the card from now on: what stays ticked, a code that was typed, the own credit."""
    found = [
        {"method": each.method, "source": each.source}
        for each in seen.tenders
        if form[f"tender {each.source}"] == "yes"
    ]
    if form["gift_card"]:
        found.append({"method": "gift_card", "code": form["gift_card"]})
    if form["credit"] == "yes":
        found.append({"method": "store_credit"})
    return found


def _id(visit: Visit) -> str:
    return str(visit.request.path_params["subscription_id"])
