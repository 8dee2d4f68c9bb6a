"""What search engines read beside the page: schema.org's words for the shop, its trail and its products."""

from collections.abc import Sequence
from typing import Any

from serai_storefront.shop_api.catalogue import Channel, Product, Variant

_CONTEXT = "https://schema.org"
_SCHEMA = {
    "out": "OutOfStock",
    "back_order": "BackOrder",
    "pre_order": "PreOrder",
    "low": "LimitedAvailability",
}
"""What schema.org calls what is not simply in stock."""


def shop_itself(origin: str, channel: Channel) -> dict[str, Any]:
    """Return the shop as a WebSite."""
    return {"@context": _CONTEXT, "@type": "WebSite", "name": channel.name, "url": f"{origin}/"}


def trail_of(origin: str, steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return the way to a category as a BreadcrumbList; each step is a slug and a name, the last the page's own."""
    return {"@context": _CONTEXT, **_trail([(f"{origin}/c/{slug}", name) for slug, name in steps])}


def product_with_trail(product: Product, origin: str) -> dict[str, Any]:
    """Return a product with what it costs, and the way to it; several packages are a ProductGroup."""
    address = f"{origin}/p/{product.slug}"
    steps = [(f"{origin}/c/{each.slug}", each.name) for each in product.category_path]
    return {
        "@context": _CONTEXT,
        "@graph": [_sold(product, origin, address), _trail([*steps, (address, product.name)])],
    }


def _sold(product: Product, origin: str, address: str) -> dict[str, Any]:
    about: dict[str, Any] = {
        "name": product.name,
        "url": address,
        "image": _absolute(origin, product.picture.src),
        "description": product.description or product.name,
    }
    if product.brand:
        about["brand"] = {"@type": "Brand", "name": product.brand}
    if product.category_path:
        about["category"] = " > ".join(each.name for each in product.category_path)
    if len(product.variants) > 1:
        several = [
            _variant(product, each, f"{address}?sku={each.sku}") for each in product.variants
        ]
        return {
            "@type": "ProductGroup",
            **about,
            "productGroupID": product.id,
            "variesBy": [f"{_CONTEXT}/size"],
            "hasVariant": several,
        }
    only = product.variants[0] if product.variants else None
    gtin = {"gtin": only.gtin} if only and only.gtin else {}
    return {
        "@type": "Product",
        **about,
        "sku": product.sku,
        **gtin,
        **_offer(only or product, address),
    }


def _variant(product: Product, variant: Variant, address: str) -> dict[str, Any]:
    about: dict[str, Any] = {
        "@type": "Product",
        "name": " ".join(part for part in (product.name, variant.package_size) if part),
        "sku": variant.sku,
    }
    if variant.package_size:
        about["size"] = variant.package_size
    if variant.gtin:
        about["gtin"] = variant.gtin
    return about | _offer(variant, address)


def _offer(sold: Product | Variant, address: str) -> dict[str, Any]:
    if sold.price is None:
        return {}
    return {
        "offers": {
            "@type": "Offer",
            "url": address,
            "price": str(sold.price.amount),
            "priceCurrency": sold.price.currency,
            "availability": f"{_CONTEXT}/{_SCHEMA.get(sold.availability, 'InStock')}",
        }
    }


def _trail(steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (address, name) in enumerate(steps, start=1)
        ],
    }


def _absolute(origin: str, address: str) -> str:
    """Return an address with its origin; pictures may stand elsewhere."""
    return f"{origin}{address}" if address.startswith("/") else address
