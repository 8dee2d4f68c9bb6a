"""Calling units of an order off: what goes back is told before it is done."""

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.order_changes import REASONS, SHOWN, refused, the_page
from serai_storefront.pages.order_shop import order_bearer, order_shop
from serai_storefront.shop_api import order_life, orders
from serai_storefront.shop_api.order_life import EditQuote, OrderLife
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.visit import Visit

_MEANWHILE = mark("Something has changed meanwhile. This is what it comes to now.")


async def call_off(visit: Visit) -> Response:
    """Tell what calling the chosen units off comes to, or do it once that was told; pressing twice does it once."""
    order_id, units = visit.request.path_params["order_id"], _chosen(visit)
    if not order_bearer(visit):
        return visit.redirect(f"/account/login?next=/orders/{order_id}/changes", "log-in-first")
    if visit.form["step"] == "edit":
        return await the_page(visit)
    if not units:
        return await the_page(visit, mark("Choose at least one product."), 422)
    try:
        return await (_done if visit.form["told"] else _told)(visit, units)
    except Problem as problem:
        return await refused(visit, problem)


async def _told(
    visit: Visit, units: dict[int, int], refusal: str = "", status: int = 200
) -> Response:
    life, quote = await _quoted(visit, units)
    order = await orders.order(order_shop(visit), life.order_id)
    context = {
        "order": order,
        "quote": quote,
        "off": [(line.name, units[line.position]) for line in life.lines if line.position in units],
        "kept": {f"units-{position}": count for position, count in units.items()},
        "reason": _reason(visit),
        "refusal": refusal,
    }
    return await visit.render("call_off_quote.html", context, status=status)


async def _done(visit: Visit, units: dict[int, int]) -> Response:
    order_id = visit.request.path_params["order_id"]
    try:
        _, quote = await _quoted(visit, units)
    except Problem:
        pass  # it may be done already, by the same key
    else:
        if quote.told != visit.form["told"]:
            return await _told(visit, units, _MEANWHILE, 409)
    shop, key = order_shop(visit), visit.form["key"]
    await order_life.cancel_lines(shop, order_id, units, _reason(visit), key=key)
    return visit.redirect(f"/orders/{order_id}/changes", "units-cancelled")


async def _quoted(visit: Visit, units: dict[int, int]) -> tuple[OrderLife, EditQuote]:
    """Return the order as it stands, and what goes back: all of it with the last unit."""
    shop, order_id = order_shop(visit), visit.request.path_params["order_id"]
    life = await order_life.order_life(shop, order_id)
    if all(units.get(line.position, 0) == line.quantity for line in life.lines if line.quantity):
        return life, EditQuote(refund=life.total)
    return life, await order_life.quote_edit(shop, order_id, units)


def _chosen(visit: Visit) -> dict[int, int]:
    named = {
        int(name.removeprefix("units-")): visit.form.quantity(name)
        for name, value in visit.form.values.items()
        if name.startswith("units-") and name[6:].isdecimal() and value not in {"", "0"}
    }
    return dict([(position, units) for position, units in named.items() if units][:SHOWN])


def _reason(visit: Visit) -> str:
    return visit.form["reason"] if visit.form["reason"] in REASONS else "other"
