"""Channels, categories and products for tests."""

from datetime import UTC, datetime
from typing import Any

from serai.catalog.public import (
    ChannelExists,
    ChannelView,
    CreateChannel,
    ProductView,
    VariantView,
    channel,
    create_channel,
    products_of_ids,
    upsert_categories,
    upsert_products,
    variants_of_skus,
)

NOW = datetime(2027, 3, 14, 15, 9, 26, tzinfo=UTC)


def a_channel(code: str = "web", **changes: Any) -> ChannelView:
    """Return the channel with this code, opened if it is not there."""
    command = {
        "code": code,
        "name": "Web shop",
        "currency": "USD",
        "locale": "en",
        "locales": ("he", "pt"),
        "country": "US",
        "time_zone": "America/New_York",
        "prices_include_tax": False,
        **changes,
    }
    try:
        return create_channel(CreateChannel(**command))
    except ChannelExists:
        return channel(code)


def categories(*rows: dict[str, Any]) -> None:
    """Write categories that are right."""
    report = upsert_categories(rows)
    assert report.clean, report.errors


def products(*rows: dict[str, Any]) -> None:
    """Write products that are right."""
    report = upsert_products(rows, source="test", now=NOW)
    assert report.clean, report.errors


def a_variant(sku: str = "MILK-1", **fields: Any) -> VariantView:
    """Return a variant with its product, sold in the channel "web" unless `channels` says otherwise."""
    if "channels" not in fields:
        a_channel()
    products({"sku": sku, "name": f"Product {sku}", "channels": ["web"], **fields})
    return variants_of_skus([sku])[sku]


def a_product(sku: str = "MILK-1", **fields: Any) -> ProductView:
    """Return a product with one variant."""
    return products_of_ids([a_variant(sku, **fields).product_id])[0]
