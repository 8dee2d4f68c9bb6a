"""Puts products with prices, stock and delivery into the shop of the environment; run as a program."""

import json
import sys

import django


def main(products: list[dict], stock: int) -> None:
    from serai.catalog.public import upsert_products, variants_of_skus
    from serai.discovery.public import reindex
    from serai.inventory.public import LocationRow, assign_location, import_stock, upsert_locations
    from serai.kernel.clock import now
    from serai.kernel.money import Money
    from serai.ordering.public import DeliveryKind, Rate, set_delivery_rates
    from serai.pricing.public import import_prices

    instant = now()
    rows = [{"sku": one["sku"], "name": one["name"], "channels": ["web"]} for one in products]
    report = upsert_products(rows, source="test", now=instant)
    assert not report.errors, report.errors
    variants = variants_of_skus([one["sku"] for one in products])
    prices = [
        (variants[one["sku"]].id, "web", Money.parse(one["price"], "USD"), None) for one in products
    ]
    import_prices(prices, source="test", now=instant)
    [place] = upsert_locations(
        [LocationRow(code="dc", name="Centre", kind="dc", country="US")]
    ).values()
    assign_location("web", place, priority=0)
    import_stock([(view.id, place, stock) for view in variants.values()], now=instant)
    set_delivery_rates(
        "web", [Rate("standard", DeliveryKind.DELIVERY, {"en": "Standard"}, 0, 495, 2, 4)]
    )
    reindex()


if __name__ == "__main__":
    django.setup()
    main(*json.loads(sys.argv[1]))
