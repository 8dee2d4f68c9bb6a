"""A delivery that the world of the API's tests expects."""

from datetime import date
from uuid import UUID

from serai.inventory.public import Delivery, expect_deliveries
from serai.inventory.queries.ahead.deliveries_page import deliveries_page
from serai.kernel import clock


def a_delivery() -> UUID:
    """Return a delivery of bread that is still to come."""
    days = (date(2030, 12, 1), date(2030, 12, 3))
    expect_deliveries([Delivery("PO-1", "BREAD", "DC1", 100_000, *days)], now=clock.now())
    return deliveries_page(sku="BREAD").items[0].id
