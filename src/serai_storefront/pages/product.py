"""A product: what it is, what it costs, whether it is there, and what goes with it."""

import asyncio

from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse, Response

from serai_storefront.pages.destination import destination
from serai_storefront.pages.kept import is_kept
from serai_storefront.pages.looked_at import looked_at
from serai_storefront.pages.structured_data import product_with_trail
from serai_storefront.shop_api import catalogue
from serai_storefront.shop_api.catalogue import AheadOffer, Product, Variant
from serai_storefront.shop_api.decisions import decision_token_in, tell_clicks
from serai_storefront.shop_api.own_prices import with_own_price
from serai_storefront.shop_api.problems import Problem
from serai_storefront.shop_api.promises import Destination, Promises, promises
from serai_storefront.shop_api.shapes import COME_FROM, SEARCHED, Card, Items
from serai_storefront.web.compared import compared_in
from serai_storefront.web.variant_choice import variant_choice
from serai_storefront.web.visit import Visit

_NOT_THERE = frozenset({"out", "back_order", "pre_order"})


async def show(visit: Visit) -> Response:
    """Show one product; `?sku=` chooses among its packages."""
    product = await catalogue.product(visit.anonymous_shop, visit.request.path_params["slug"])
    if product.slug != visit.request.path_params["slug"]:
        return RedirectResponse(f"/p/{product.slug}", 301)
    came_from, searched = (
        decision_token_in(visit.request.query_params.get(name, ""))
        for name in (COME_FROM, SEARCHED)
    )
    wanted = visit.request.query_params.get("sku", product.sku)
    asked = next((each for each in product.variants if each.sku == wanted), None)
    variant = asked or next(iter(product.variants), None)
    (
        (similar, together),
        (to, promised),
        variant,
        plans,
        ahead,
        (looked, kept),
    ) = await asyncio.gather(
        _neighbours(visit, product),
        _promises(visit, variant or product),
        with_own_price(visit.shop, variant),
        visit.front.plans_for(visit.anonymous_shop, (variant or product).sku),
        _ahead(visit, variant or product),
        _of_reader(visit, product, (variant or product).sku),
    )
    context = {
        "product": product,
        "variant": variant,
        "axes": variant_choice(product, variant) if variant else [],
        "promises": promised,
        "to": to,
        "ahead": ahead,
        "similar": similar,
        "together": together,
        "looked_at": looked,
        "is_kept": kept,
        "compared": compared_in(visit.cookies.get("compared")),
        "came_from": came_from,
        "plans": plans,
        "canonical": f"/p/{product.slug}",
        "structured": product_with_trail(product, visit.front.origin),
    }
    opened = not visit.request.headers.get("Sec-Purpose", "").startswith("prefetch")
    if opened:
        visit.look_at(product.slug)
    page = await visit.render("product.html", context)
    tokens = [token for token in (came_from, searched) if token]
    if tokens and opened:
        page.background = BackgroundTask(tell_clicks, visit.anonymous_shop, tokens)
    return page


async def _of_reader(visit: Visit, product: Product, sku: str) -> tuple[list[Card], bool]:
    """Return what the reader looked at before, and whether they keep the article; the cart is read meanwhile."""
    looked, kept, _ = await asyncio.gather(
        looked_at(visit, besides=product.slug), is_kept(visit, sku), visit.cart()
    )
    return looked, kept


async def _promises(visit: Visit, sold: Product | Variant) -> tuple[Destination | None, Promises]:
    """Return where things go for the reader, and when this can be there."""
    if sold.availability in _NOT_THERE:
        return None, Promises()
    to = await destination(visit)
    try:
        return to, await promises(visit.anonymous_shop, sold.sku, to)
    except Problem:
        return to, Promises()


async def _ahead(visit: Visit, sold: Product | Variant) -> AheadOffer | None:
    """Return when something comes that is sold before it is there."""
    if sold.availability not in ("back_order", "pre_order"):
        return None
    try:
        return await catalogue.ahead_offer(visit.anonymous_shop, sold.sku)
    except Problem:
        return None


async def _neighbours(visit: Visit, product: Product) -> tuple[Items, Items]:
    try:
        return await catalogue.neighbours(visit.visitors_shop, product.id)
    except Problem:
        return Items(), Items()
