"""Paying the difference of a changed order: gift cards and credit first, as was told before, a card the rest."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.responses import RedirectResponse, Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.order_changes import Parts, ids_of, note_of, refused, the_page
from serai_storefront.pages.order_shop import order_bearer, order_shop
from serai_storefront.shop_api import order_life
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.cards import check_paying, paying_in
from serai_storefront.web.forms import Form
from serai_storefront.web.visit import Visit

_MOST_CODES = 4
_LONGEST = 64
_WRONG = mark("Something in the form is not right.")


async def pay(visit: Visit) -> Response:
    """
    Pay the difference of a change; pressing twice pays once.

    Who names another gift card, or their credit, is told first what each would pay, and what is left to a card.
    """
    order_id, change_id = ids_of(visit)
    if not order_bearer(visit):
        return visit.redirect(f"/account/login?next=/orders/{order_id}/changes", "log-in-first")
    codes, credit = _codes(visit.form), bool(visit.form["credit"])
    if visit.form["step"] == "look":
        return await _told(visit, codes, credit=credit)
    due = visit.form["due"]
    if due != "0":
        check_paying(visit.form)
    if not visit.form.valid:
        return await _told(visit, codes, credit=credit, refusal=_WRONG, status=422)
    home = visit.front.settings.storefront_url.rstrip("/")
    tenders = _named(codes, credit=credit)
    try:
        paid = await order_life.pay_difference(
            order_shop(visit),
            order_id,
            change_id,
            {
                **(paying_in(visit.form) if due != "0" else {}),
                **({"tenders": tenders} if tenders else {}),
                **({"expected_due_minor": int(due)} if due.isdecimal() else {}),
            },
            return_url=f"{home}/orders/{order_id}/changes/{change_id}/payment-return",
            key=visit.form["key"],
        )
    except Problem as problem:
        return await refused(visit, problem)
    if paid.action_url and _is_web_address(paid.action_url):
        return RedirectResponse(paid.action_url, 303)
    return visit.redirect(f"/orders/{order_id}/changes", note_of(paid))


async def _told(
    visit: Visit, codes: tuple[str, ...], *, credit: bool, refusal: str = "", status: int = 200
) -> Response:
    """Show what gift cards and credit would pay, and the form for the rest."""
    tenders = _named(codes, credit=credit)
    if not tenders:
        return await the_page(visit, refusal, status)
    order_id, change_id = ids_of(visit)
    try:
        quote = await order_life.quote_difference(order_shop(visit), order_id, change_id, tenders)
    except Problem as problem:
        return await refused(visit, problem)
    return await the_page(visit, refusal, status, parts=Parts(quote, codes, credit))


def _codes(form: Form) -> tuple[str, ...]:
    """Return the codes of gift cards that were named before, and the one that is named now."""
    before = [code[:_LONGEST] for code in form["codes"].split()]
    typed = form["gift_card"].strip()[:_LONGEST]
    return tuple(dict.fromkeys([*before, *([typed] if typed else [])]))[:_MOST_CODES]


def _named(codes: Sequence[str], *, credit: bool) -> list[dict[str, str]]:
    cards = [{"method": "gift_card", "code": code} for code in codes]
    return [*cards, *([{"method": "store_credit"}] if credit else [])]


def _is_web_address(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and url.isprintable()
