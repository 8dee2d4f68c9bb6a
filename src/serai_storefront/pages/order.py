"""An order: just placed, waiting for the bank, on its way, or cancelled."""

import asyncio
import hashlib
from urllib.parse import urlsplit

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.shop_api import instalments, orders, papers, parts, pickups, substitutes
from serai_storefront.shop_api.connection import Connection
from serai_storefront.shop_api.instalments import Plan
from serai_storefront.shop_api.orders import Order
from serai_storefront.shop_api.parts import Part
from serai_storefront.shop_api.pickups import Pickup
from serai_storefront.shop_api.problems import Problem
from serai_storefront.shop_api.substitutes import Substitute
from serai_storefront.web.cookies import token_in
from serai_storefront.web.headers import policy
from serai_storefront.web.sentences import sentence_for
from serai_storefront.web.visit import Visit

REASONS = {
    "changed_mind": mark("I changed my mind"),
    "mistake": mark("I ordered by mistake"),
    "too_slow": mark("It takes too long"),
    "other": mark("Another reason"),
}


async def show(visit: Visit) -> Response:
    """Show one order to whoever may see it; sends the browser to the bank the first time it must."""
    if not _bearer(visit):
        return visit.redirect(
            f"/account/login?next=/orders/{visit.request.path_params['order_id']}", "log-in-first"
        )
    order = await orders.order(_shop(visit), visit.request.path_params["order_id"])
    sent = visit.cookies.get("note") == "authenticate"
    answer = await _page(visit, order)
    if sent and order.action and _is_web_address(order.action.url):
        answer.headers["Refresh"] = f"0; url={order.action.url}"
    return answer


async def show_papers(visit: Visit) -> Response:
    """List the invoices, credit notes and the receipt of an order, for whoever may see it."""
    order_id = visit.request.path_params["order_id"]
    if not _bearer(visit):
        return visit.redirect(f"/account/login?next=/orders/{order_id}/papers", "log-in-first")
    order, issued = await asyncio.gather(
        orders.order(_shop(visit), order_id), papers.papers(_shop(visit), order_id)
    )
    return await visit.render("papers.html", {"order": order, "papers": issued})


async def come_back(visit: Visit) -> Response:
    """Take the browser back from the bank; the platform decides what the bank said."""
    order_id = visit.request.path_params["order_id"]
    said = dict(list(visit.request.query_params.items())[:20])
    digest = hashlib.sha256(repr(sorted(said.items())).encode()).hexdigest()[:16]
    try:
        order = await orders.return_from_payment(
            _shop(visit), order_id, said, key=f"{order_id}-{digest}"
        )
    except Problem as problem:
        if problem.status not in {409, 422}:
            raise
        return visit.redirect(f"/orders/{order_id}", "payment-failed")
    if order.state in {"cancelled", "failed"}:
        return visit.redirect(f"/orders/{order_id}", "payment-failed")
    if order.state != "placing":
        visit.forget_cart()
        return visit.redirect(f"/orders/{order_id}", "order-placed")
    return visit.redirect(f"/orders/{order_id}")


async def cancel(visit: Visit) -> Response:
    """Cancel an order that has not left."""
    order_id = visit.request.path_params["order_id"]
    reason = visit.form["reason"] if visit.form["reason"] in REASONS else "other"
    try:
        await orders.cancel(_shop(visit), order_id, reason, key=visit.form["key"])
    except Problem as problem:
        if problem.status not in {409, 422}:
            raise
        return await _page(
            visit, await orders.order(_shop(visit), order_id), sentence_for(problem), problem.status
        )
    return visit.redirect(f"/orders/{order_id}", "order-cancelled")


async def _page(visit: Visit, order: Order, refusal: str = "", status: int = 200) -> Response:
    origin = visit.front.settings.live_url
    live_url = await orders.live_address(_shop(visit), order.id) if origin else ""
    context = {
        "order": order,
        "live_url": live_url,
        "refusal": refusal,
        "reasons": REASONS,
        "guest": not visit.shopper_token,
        "plan": await _plan(visit, order),
        "shipments": await _parts(visit, order),
        "waiting": await _pickups(visit, order),
        "offers": await _offers(visit, order),
    }
    answer = await visit.render("order.html", context, status=status)
    if live_url:
        answer.headers["Content-Security-Policy"] = policy(connect_src=f"'self' {origin}")
    return answer


async def _parts(visit: Visit, order: Order) -> list[Part]:
    """Return the parcels of an order that somebody may have begun with."""
    if order.state in {"placing", "failed", "cancelled", "completed"}:
        return []
    return await parts.parts(_shop(visit), order.id)


async def _pickups(visit: Visit, order: Order) -> list[Pickup]:
    """Return what somebody still has to collect."""
    if order.state not in {"paid", "accepted"} or (order.delivery or {}).get("kind") != "pickup":
        return []
    found = await pickups.pickups(_shop(visit), order.id)
    return [each for each in found if each.state in {"open", "held", "picking", "ready"}]


async def _offers(visit: Visit, order: Order) -> list[Substitute]:
    """Return what the store offers for what it does not have, as far as it waits for an answer."""
    if order.state not in {"paid", "accepted"} or (order.delivery or {}).get("kind") != "pickup":
        return []
    found = await substitutes.substitutes(_shop(visit), order.id)
    return [each for each in found if each.link]


async def _plan(visit: Visit, order: Order) -> Plan | None:
    """Return the plan of an order that is paid in instalments; only its owner's log-in shows it."""
    if not visit.shopper_token or order.payment is None or order.payment.method != "instalments":
        return None
    found = await instalments.plans(visit.shop, order_id=order.id)
    return found[0] if found else None


def _bearer(visit: Visit) -> str:
    return token_in(visit.cookies.get("order")) or visit.shopper_token


def _shop(visit: Visit) -> Connection:
    return visit.shop.with_bearer(_bearer(visit))


def _is_web_address(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and url.isprintable()
