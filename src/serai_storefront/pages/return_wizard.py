"""Sending goods back: what, why, how and for what; what it comes to is told before it is announced."""

import asyncio
from typing import Any

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.order_shop import order_bearer, order_shop
from serai_storefront.pages.returns import REASONS
from serai_storefront.shop_api import catalogue, order_life, orders
from serai_storefront.shop_api.catalogue import Variant
from serai_storefront.shop_api.connection import Connection
from serai_storefront.shop_api.order_life import Returnable, ReturnQuote
from serai_storefront.shop_api.orders import Order
from serai_storefront.shop_api.own_prices import with_own_prices
from serai_storefront.shop_api.problems import Problem
from serai_storefront.shop_api.shapes import Card
from serai_storefront.web.forms import Form
from serai_storefront.web.sentences import sentence_for
from serai_storefront.web.visit import Visit

REFUSALS = {
    "final": mark("This product cannot be returned."),
    "too_late": mark("The time to return this is over."),
    "announced": mark("You have announced its return already."),
}
_KNOWN = {400, 404, 409, 422}
_MOST = 8
"""Products that are found, or chosen, at once."""
_ASKED = ("units-", "reason-", "note-", "wanted-", "other-", "way")
"""What the fields of the first page begin with; the second carries them on."""

Row = dict[str, Any]


async def show(visit: Visit) -> Response:
    """Show what of an order may come back."""
    order_id = visit.request.path_params["order_id"]
    if not order_bearer(visit):
        return visit.redirect(f"/account/login?next=/orders/{order_id}/return", "log-in-first")
    return await _wizard(visit)


async def request_return(visit: Visit) -> Response:
    """Look for something else, tell what it comes to, or announce it; pressing twice announces once."""
    step, (lines, wanted) = visit.form["step"], _chosen(visit.form)
    if step in {"find", "edit"}:
        return await _wizard(visit)
    if not lines:
        return await _wizard(visit, mark("Choose at least one product."), 422)
    try:
        return (
            await _announced(visit, lines, wanted)
            if step == "send"
            else await _told(visit, lines, wanted)
        )
    except Problem as problem:
        if problem.status not in _KNOWN:
            raise
        return await _wizard(visit, sentence_for(problem), problem.status)


async def _told(visit: Visit, lines: list[Row], wanted: list[Row]) -> Response:
    return await _page(visit, await _quote(visit, lines, wanted), lines)


async def _announced(visit: Visit, lines: list[Row], wanted: list[Row]) -> Response:
    order_id, form = visit.request.path_params["order_id"], visit.form
    try:
        quote = await _quote(visit, lines, wanted)
    except Problem:
        pass  # it may be announced already, by the same key
    else:
        if quote.told != form["told"]:
            changed = mark("A price has changed meanwhile. This is what it comes to now.")
            return await _page(visit, quote, lines, changed, 409)
    asked = await order_life.request_return(
        order_shop(visit),
        order_id,
        lines,
        wanted,
        way="store" if form["way"] == "store" else "post",
        key=form["key"],
    )
    return visit.redirect(f"/orders/{order_id}/returns/{asked.id}", "return-announced")


async def _quote(visit: Visit, lines: list[Row], wanted: list[Row]) -> ReturnQuote:
    order_id = visit.request.path_params["order_id"]
    return await order_life.quote_return(order_shop(visit), order_id, lines, wanted)


def _chosen(form: Form) -> tuple[list[Row], list[Row]]:
    """Return the units that come back, and what is wanted for them."""
    lines: list[Row] = []
    wanted = [{"sku": sku, "quantity": units} for sku, units in _others(form).items()]
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


def _others(form: Form) -> dict[str, int]:
    """Return the units of other products that are wanted, by SKU."""
    named = {name[6:]: form.quantity(name) for name in form.values if name.startswith("other-")}
    return dict([(sku, units) for sku, units in named.items() if sku and units][:_MOST])


async def _page(
    visit: Visit, quote: ReturnQuote, lines: list[Row], refusal: str = "", status: int = 200
) -> Response:
    """Show what it comes to, with all that was chosen for the way on."""
    order, found = await _known(visit)
    names = {line.position: line.name for line in found.lines}
    kept = {name: text for name, text in visit.form.values.items() if name.startswith(_ASKED)}
    context = {
        "order": order,
        "quote": quote,
        "back": [(names.get(line["position"], ""), line) for line in lines],
        "reasons": REASONS,
        "kept": kept,
        "refusal": refusal,
    }
    return await visit.render("return_quote.html", context, status=status)


async def _wizard(visit: Visit, refusal: str = "", status: int = 200) -> Response:
    order, found = await _known(visit)
    instead, others = await asyncio.gather(_instead(visit.shop, order, found), _other_cards(visit))
    context = {
        "order": order,
        "returnable": found,
        "instead": instead,
        "others": others,
        "chosen": _others(visit.form),
        "reasons": REASONS,
        "refusals": REFUSALS,
        "refusal": refusal,
        "form": visit.form,
    }
    return await visit.render("return.html", context, status=status)


async def _known(visit: Visit) -> tuple[Order, Returnable]:
    shop, order_id = order_shop(visit), visit.request.path_params["order_id"]
    return await asyncio.gather(orders.order(shop, order_id), order_life.returnable(shop, order_id))


async def _other_cards(visit: Visit) -> list[Card]:
    """Return the other products that are chosen, then those that the reader's words find and can be had."""
    text, skus = visit.form["find"][:200], list(_others(visit.form))
    chosen = await asyncio.gather(*(_card(visit.shop, sku) for sku in skus))
    cards = {card.sku: card for card in chosen if card}
    if text:
        page = await catalogue.search(visit.visitors_shop, [("q", text), ("limit", "24")])
        free = [card for card in page.items if card.price and card.availability != "out"]
        cards = {**{card.sku: card for card in free[:_MOST]}, **cards}
        cards = {**{sku: cards[sku] for sku in skus if sku in cards}, **cards}
    return await with_own_prices(visit.shop, list(cards.values()))


async def _card(shop: Connection, sku: str) -> Card | None:
    try:
        return await catalogue.product(shop, sku)
    except Problem:
        return None  # it is sold no more


async def _instead(shop: Connection, order: Order, found: Returnable) -> dict[str, list[Variant]]:
    """Return what each article can be exchanged for at a glance: the same product's packages that are there."""
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
