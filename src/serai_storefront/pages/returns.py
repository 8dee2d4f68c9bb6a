"""Sending goods back: what, why and how; then where it stands."""

import asyncio
from typing import Any

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.pages.order_shop import order_bearer, order_shop
from serai_storefront.shop_api import catalogue, order_life, orders
from serai_storefront.shop_api.catalogue import Variant
from serai_storefront.shop_api.connection import Connection
from serai_storefront.shop_api.order_life import Returnable
from serai_storefront.shop_api.orders import Order
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
REFUSALS = {
    "final": mark("This product cannot be returned."),
    "too_late": mark("The time to return this is over."),
    "announced": mark("You have announced its return already."),
}
_KNOWN = {400, 404, 409, 422}


async def show(visit: Visit) -> Response:
    """Show what of an order may come back."""
    order_id = visit.request.path_params["order_id"]
    if not order_bearer(visit):
        return visit.redirect(f"/account/login?next=/orders/{order_id}/return", "log-in-first")
    return await _wizard(visit)


async def request_return(visit: Visit) -> Response:
    """Announce the return; pressing twice announces once."""
    order_id, form = visit.request.path_params["order_id"], visit.form
    lines, wanted = _chosen(visit)
    if not lines:
        return await _wizard(visit, mark("Choose at least one product."), 422)
    try:
        asked = await order_life.request_return(
            order_shop(visit),
            order_id,
            lines,
            wanted,
            way="store" if form["way"] == "store" else "post",
            key=form["key"],
        )
    except Problem as problem:
        if problem.status not in _KNOWN:
            raise
        return await _wizard(visit, sentence_for(problem), problem.status)
    return visit.redirect(f"/orders/{order_id}/returns/{asked.id}", "return-announced")


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


def _chosen(visit: Visit) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the units that come back, and what is wanted for them."""
    form = visit.form
    lines: list[dict[str, Any]] = []
    wanted: list[dict[str, Any]] = []
    for name in form.values:
        position = name.removeprefix("units-")
        units = form.quantity(name) if name.startswith("units-") and position.isdecimal() else 0
        if not units:
            continue
        reason = form[f"reason-{position}"]
        lines.append(
            {
                "position": int(position),
                "units": units,
                "reason": reason if reason in REASONS else "other",
                "note": form[f"note-{position}"][:1000],
            }
        )
        if form[f"wanted-{position}"]:
            wanted.append({"sku": form[f"wanted-{position}"], "quantity": units})
    return lines, wanted


async def _wizard(visit: Visit, refusal: str = "", status: int = 200) -> Response:
    shop, order_id = order_shop(visit), visit.request.path_params["order_id"]
    order, found = await asyncio.gather(
        orders.order(shop, order_id), order_life.returnable(shop, order_id)
    )
    context = {
        "order": order,
        "returnable": found,
        "instead": await _instead(visit.shop, order, found),
        "reasons": REASONS,
        "refusals": REFUSALS,
        "refusal": refusal,
        "form": visit.form,
    }
    return await visit.render("return.html", context, status=status)


async def _instead(shop: Connection, order: Order, found: Returnable) -> dict[str, list[Variant]]:
    """Return what each article can be exchanged for: the same product's other packages that are there."""
    slugs = {line.sku: line.slug for line in order.lines if line.slug}
    skus = [line.sku for line in found.lines if not line.refusal][:20]
    known = await asyncio.gather(*(_packages(shop, slugs.get(sku, sku)) for sku in skus))
    return {sku: variants for sku, variants in zip(skus, known, strict=True) if variants}


async def _packages(shop: Connection, key: str) -> list[Variant]:
    try:
        product = await catalogue.product(shop, key)
    except Problem:
        return []  # it is sold no more: its money can go back all the same
    return [each for each in product.variants if each.price and each.availability != "out"]


async def _status(visit: Visit, refusal: str = "", status: int = 200) -> Response:
    shop = order_shop(visit)
    one = await order_life.one_return(shop, visit.request.path_params["return_id"])
    context = {"one": one, "states": STATES, "reasons": REASONS, "refusal": refusal}
    return await visit.render("return_status.html", context, status=status)
