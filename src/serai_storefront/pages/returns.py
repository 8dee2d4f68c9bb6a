"""Goods on their way back: where each return stands."""

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.pages.order_shop import order_bearer, order_shop
from serai_storefront.shop_api import order_life
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.sentences import sentence_for
from serai_storefront.web.visit import Visit

REASONS = {
    "changed_mind": mark("I changed my mind"),
    "too_small": mark("It is too small"),
    "too_large": mark("It is too large"),
    "late": mark("It came too late"),
    "damaged": mark("It is damaged"),
    "wrong_article": mark("It is another product than I ordered"),
    "not_as_described": mark("It is not as described"),
    "other": mark("Another reason"),
}
STATES = {
    "requested": mark("We look at it"),
    "approved": mark("We wait for it"),
    "refused": mark("Refused"),
    "cancelled": mark("Called off"),
    "received": mark("It is here"),
    "settled": mark("Settled"),
}
_KNOWN = {400, 404, 409, 422}


async def show_one(visit: Visit) -> Response:
    """Show where a return stands."""
    if not order_bearer(visit):
        here = visit.request.url.path
        return visit.redirect(f"/account/login?next={here}", "log-in-first")
    return await _status(visit)


async def cancel(visit: Visit) -> Response:
    """Call a return off whose goods are not here."""
    order_id, return_id = (visit.request.path_params[name] for name in ("order_id", "return_id"))
    try:
        await order_life.cancel_return(order_shop(visit), return_id, key=visit.form["key"])
    except Problem as problem:
        if problem.status not in _KNOWN:
            raise
        return await _status(visit, sentence_for(problem), problem.status)
    return visit.redirect(f"/orders/{order_id}/returns/{return_id}", "return-cancelled")


async def show_mine(visit: Visit) -> Response:
    """List the shopper's returns, newest first."""
    if not visit.shopper_token:
        return to_log_in(visit)
    cursor = visit.request.query_params.get("cursor")
    page = await order_life.my_returns(visit.shop, cursor)
    context = {"page": page, "cursor": cursor, "states": STATES}
    return await visit.render("account/returns.html", context)


async def _status(visit: Visit, refusal: str = "", status: int = 200) -> Response:
    shop = order_shop(visit)
    one = await order_life.one_return(shop, visit.request.path_params["return_id"])
    context = {"one": one, "states": STATES, "reasons": REASONS, "refusal": refusal}
    return await visit.render("return_status.html", context, status=status)
