"""What of an order can still be changed, a difference paid, what has happened so far."""

import asyncio
import hashlib
from dataclasses import dataclass

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.order_shop import order_bearer, order_shop
from serai_storefront.shop_api import order_life, orders
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.sentences import sentence_for
from serai_storefront.web.visit import Visit

REASONS = {
    "changed_mind": mark("I changed my mind"),
    "mistake": mark("I ordered by mistake"),
    "too_slow": mark("It takes too long"),
    "other": mark("Another reason"),
}
KINDS = {
    "edit": mark("The order was changed"),
    "cancel_lines": mark("Units were called off"),
    "return": mark("Goods came back"),
    "exchange": mark("Goods were exchanged"),
    "price_match": mark("The price was lowered"),
    "substitution": mark("Something else came for what was missing"),
}


@dataclass(frozen=True)
class Parts:
    """What pays a difference before a card does."""

    quote: order_life.DifferenceQuote
    codes: tuple[str, ...]
    """Of gift cards, in the order in which they were named."""
    credit: bool
    """Whether the shopper's credit pays after them."""


SHOWN = 200
"""Lines that one form may name."""
_REFUSALS = {400, 404, 409, 422, 503}


async def show(visit: Visit) -> Response:
    """Show an order as it stands, and what can be done about it."""
    if not order_bearer(visit):
        order_id = visit.request.path_params["order_id"]
        return visit.redirect(f"/account/login?next=/orders/{order_id}/changes", "log-in-first")
    return await the_page(visit)


async def come_back(visit: Visit) -> Response:
    """Take the browser back from the bank; the platform decides what the bank said."""
    order_id, change_id = ids_of(visit)
    said = repr(sorted(visit.request.query_params.items()))
    key = f"{change_id}-{hashlib.sha256(said.encode()).hexdigest()[:16]}"
    try:
        paid = await order_life.return_to_change(order_shop(visit), order_id, change_id, key=key)
    except Problem as problem:
        if problem.status not in _REFUSALS:
            raise
        return visit.redirect(f"/orders/{order_id}/changes", "payment-failed")
    return visit.redirect(f"/orders/{order_id}/changes", note_of(paid))


async def withdraw(visit: Visit) -> Response:
    """Leave the order as it was."""
    order_id, change_id = ids_of(visit)
    try:
        await order_life.withdraw_change(
            order_shop(visit), order_id, change_id, key=visit.form["key"]
        )
    except Problem as problem:
        return await refused(visit, problem)
    return visit.redirect(f"/orders/{order_id}/changes", "saved")


def note_of(paid: order_life.PaidDifference) -> str:
    """Return which note tells where the payment of a difference stands."""
    if paid.change.state == "in_force":
        return "difference-paid"
    return "payment-under-way" if paid.payment_state == "processing" else "payment-failed"


async def refused(visit: Visit, problem: Problem) -> Response:
    """Show an order as it stands, and why what was asked cannot be done."""
    if problem.status not in _REFUSALS:
        raise problem
    return await the_page(visit, sentence_for(problem), problem.status)


async def the_page(
    visit: Visit, refusal: str = "", status: int = 200, *, parts: Parts | None = None
) -> Response:
    """
    Show an order as it stands, with what was refused, if anything was.

    Args:
        visit: who asks, and for which order.
        refusal: the sentence that says what was refused.
        status: how the page is answered.
        parts: what gift cards and credit would pay of the difference, once somebody has named some.
    """
    shop, order_id = order_shop(visit), visit.request.path_params["order_id"]
    order, life = await asyncio.gather(
        orders.order(shop, order_id), order_life.order_life(shop, order_id)
    )
    context = {
        "order": order,
        "life": life,
        "reasons": REASONS,
        "kinds": KINDS,
        "refusal": refusal,
        "form": visit.form,
        "parts": parts,
    }
    return await visit.render("order_changes.html", context, status=status)


def ids_of(visit: Visit) -> tuple[str, str]:
    """Return the order and the change that an address names."""
    return visit.request.path_params["order_id"], visit.request.path_params["change_id"]
