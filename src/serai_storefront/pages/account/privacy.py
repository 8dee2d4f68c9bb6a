"""What the shop holds of the shopper: a copy of it, and an end to it."""

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.shop_api import accounts, privacy
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.sentences import sentence_for
from serai_storefront.web.visit import Visit

PAGE = "/account/privacy"
WAITS = {
    "order_under_way": mark("an order that is still under way"),
    "return_open": mark("a return that is not settled yet"),
    "difference_open": mark("a change of an order that waits for your payment"),
    "instalments_running": mark("instalments that are still to be paid"),
    "dispute_open": mark("a payment that is disputed at your bank"),
    "gift_card_unsent": mark("a gift card that is still to be sent"),
}
"""What must end before somebody is forgotten; codes are the platform's."""
_REFUSALS = {401, 404, 409, 422, 429}


async def show(visit: Visit) -> Response:
    """Show what was asked, and what can be."""
    if not visit.shopper_token:
        return to_log_in(visit)
    return await _page(visit)


async def export(visit: Visit) -> Response:
    """Have a copy made."""
    if not visit.shopper_token:
        return to_log_in(visit)
    await privacy.ask_for_export(visit.shop, key=visit.form["key"])
    return visit.redirect(PAGE, "export-asked")


async def send_code(visit: Visit) -> Response:
    """Send a code to somebody who has no password."""
    if not visit.shopper_token:
        return to_log_in(visit)
    me = await accounts.me(visit.shop)
    try:
        await accounts.send_code(visit.shop, me.email or "", key=visit.form["key"])
    except Problem as problem:
        if problem.status not in _REFUSALS:
            raise
        return await _page(visit, sentence_for(problem), problem.status)
    return visit.redirect(PAGE, "code-sent")


async def erase(visit: Visit) -> Response:
    """Ask to be forgotten."""
    if not visit.shopper_token:
        return to_log_in(visit)
    form = visit.form
    try:
        await privacy.ask_for_erasure(
            visit.shop,
            password=form["password"],
            code=form["code"].replace(" ", ""),
            key=form["key"],
        )
    except Problem as problem:
        if problem.status not in _REFUSALS:
            raise
        return await _page(visit, sentence_for(problem), 422)
    return visit.redirect(PAGE, "erasure-asked")


async def withdraw(visit: Visit) -> Response:
    """Take it back."""
    if not visit.shopper_token:
        return to_log_in(visit)
    request_id = str(visit.request.path_params["request_id"])
    try:
        await privacy.withdraw(visit.shop, request_id, key=visit.form["key"])
    except Problem as problem:
        if problem.status not in _REFUSALS:
            raise
        return await _page(visit, sentence_for(problem), problem.status)
    return visit.redirect(PAGE, "saved")


async def _page(visit: Visit, refusal: str = "", status: int = 200) -> Response:
    asked = await privacy.requests(visit.shop)
    context = {
        "me": await accounts.me(visit.shop),
        "exports": [each for each in asked if each.kind == "export"][:5],
        "erasure": next((each for each in asked if each.kind == "erasure" and each.is_open), None),
        "waits": WAITS,
        "refusal": refusal,
    }
    return await visit.render("account/privacy.html", context, status=status)
