"""A product: what it is, what it costs, whether it is there, and what goes with it."""

import asyncio
from typing import Any

from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse, Response

from serai_storefront.shop_api import catalogue
from serai_storefront.shop_api.catalogue import AheadOffer, Product, Promises, Variant
from serai_storefront.shop_api.decisions import decision_token_in, tell_clicks
from serai_storefront.shop_api.own_prices import with_own_price
from serai_storefront.shop_api.problems import Problem
from serai_storefront.shop_api.shapes import COME_FROM, SEARCHED, Items
from serai_storefront.web.visit import Visit

_SCHEMA = {"out": "OutOfStock", "back_order": "BackOrder", "pre_order": "PreOrder"}
"""What schema.org calls what is not in stock."""


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
    (similar, together), promises, variant, plans, ahead, _ = await asyncio.gather(
        _neighbours(visit, product),
        _promises(visit, variant or product),
        with_own_price(visit.shop, variant),
        visit.front.plans_for(visit.anonymous_shop, (variant or product).sku),
        _ahead(visit, variant or product),
        visit.cart(),
    )
    context = {
        "product": product,
        "variant": variant,
        "promises": promises,
        "ahead": ahead,
        "similar": similar,
        "together": together,
        "came_from": came_from,
        "plans": plans,
        "structured": structured_data(product, visit.front.settings.storefront_url.rstrip("/")),
    }
    looked = not visit.request.headers.get("Sec-Purpose", "").startswith("prefetch")
    if looked:
        visit.look_at(product.slug)
    page = await visit.render("product.html", context)
    tokens = [token for token in (came_from, searched) if token]
    if tokens and looked:
        page.background = BackgroundTask(tell_clicks, visit.anonymous_shop, tokens)
    return page


def structured_data(product: Product, origin: str) -> dict[str, Any]:
    """Return what search engines read: schema.org Product with its offer."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.name,
        "sku": product.sku,
        "image": f"{origin}{product.picture.src}",
        "description": product.description or product.name,
    }
    if product.brand:
        data["brand"] = {"@type": "Brand", "name": product.brand}
    gtin = next((variant.gtin for variant in product.variants if variant.gtin), None)
    if gtin:
        data["gtin"] = gtin
    if product.price:
        available = _SCHEMA.get(product.availability, "InStock")
        data["offers"] = {
            "@type": "Offer",
            "url": f"{origin}/p/{product.slug}",
            "price": str(product.price.amount),
            "priceCurrency": product.price.currency,
            "availability": f"https://schema.org/{available}",
        }
    return data


async def _promises(visit: Visit, sold: Product | Variant) -> Promises:
    if sold.availability in _SCHEMA:
        return Promises()
    try:
        return await catalogue.promises(visit.anonymous_shop, sold.sku)
    except Problem:
        return Promises()


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
