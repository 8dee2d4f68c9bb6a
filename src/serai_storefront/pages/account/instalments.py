"""The shopper's plans of instalments: what is to be paid when, with which card, and paying it now."""

import hashlib
from urllib.parse import urlsplit

from starlette.responses import RedirectResponse, Response

from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.pages.keep_card import keep_typed_card
from serai_storefront.shop_api import instalments, wallet
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.sentences import BY_CODE, BY_FAILURE, sentence_for
from serai_storefront.web.visit import Visit

PAGE = "/account/instalments"


async def show_all(visit: Visit) -> Response:
    """Show every plan, the newest first."""
    if not visit.shopper_token:
        return to_log_in(visit)
    plans = await instalments.plans(visit.shop)
    return await visit.render("account/instalments.html", {"plans": plans})


async def show(visit: Visit) -> Response:
    """Show a plan and what can be done about it."""
    if not visit.shopper_token:
        return to_log_in(visit)
    return await _page(visit)


async def pay(visit: Visit) -> Response:
    """Pay a part, or all that is open. Pressing twice pays once."""
    if not visit.shopper_token:
        return to_log_in(visit)
    form = visit.form
    try:
        paid = await instalments.pay(
            visit.shop,
            _plan_id(visit),
            _number(form["number"]),
            _number(form["expected"]),
            key=form["key"],
        )
    except Problem as problem:
        if problem.status not in {404, 409, 422, 503}:
            raise
        return await _page(visit, sentence_for(problem), problem.status)
    if paid.state == "requires_action" and _is_web_address(paid.action_url):
        return RedirectResponse(paid.action_url, 303)
    if paid.state == "failed":
        return await _page(
            visit, BY_FAILURE.get(paid.failure_code, BY_CODE["payment_declined"]), 422
        )
    note = "instalment-paid" if paid.state == "captured" else "payment-under-way"
    return visit.redirect(f"{PAGE}/{_plan_id(visit)}", note)


async def come_back(visit: Visit) -> Response:
    """Take the browser back from the bank; the platform decides what the bank said."""
    if not visit.shopper_token:
        return to_log_in(visit)
    said = repr(sorted(visit.request.query_params.items()))
    digest = hashlib.sha256(said.encode()).hexdigest()[:16]
    before = await instalments.plan(visit.shop, _plan_id(visit))
    key = f"{before.id}-{before.paid.minor}-{before.is_under_way}-{digest}"
    after = await instalments.come_back(visit.shop, _plan_id(visit), key=key)
    paid = after.paid.minor > before.paid.minor or not before.is_under_way
    return visit.redirect(f"{PAGE}/{before.id}", "instalment-paid" if paid else "payment-failed")


async def change_card(visit: Visit) -> Response:
    """Have another kept card charged from now on."""
    if not visit.shopper_token:
        return to_log_in(visit)
    form = visit.form
    try:
        await instalments.change_card(visit.shop, _plan_id(visit), form["card"], key=form["key"])
    except Problem as problem:
        if problem.status not in {404, 409, 422}:
            raise
        return await _page(visit, sentence_for(problem), problem.status)
    return visit.redirect(f"{PAGE}/{_plan_id(visit)}", "saved")


async def add_card(visit: Visit) -> Response:
    """Have a card kept that was just typed, and charge it from now on."""
    if not visit.shopper_token:
        return to_log_in(visit)
    kept = await keep_typed_card(visit)
    if isinstance(kept, str):
        return await _page(visit, kept, 422)
    await instalments.change_card(
        visit.shop, _plan_id(visit), kept.id, key=f"{visit.form['key']}-card"
    )
    return visit.redirect(f"{PAGE}/{_plan_id(visit)}", "saved")


async def _page(visit: Visit, refusal: str = "", status: int = 200) -> Response:
    plan = await instalments.plan(visit.shop, _plan_id(visit))
    cards = await wallet.cards(visit.shop) if plan.state == "open" else []
    context = {"plan": plan, "cards": cards, "refusal": refusal, "form": visit.form}
    return await visit.render("account/instalment_plan.html", context, status=status)


def _plan_id(visit: Visit) -> str:
    return str(visit.request.path_params["plan_id"])


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _is_web_address(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and url.isprintable()
