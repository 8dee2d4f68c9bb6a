"""A delivery that the world of the API's tests expects."""

from datetime import date
from uuid import UUID

from serai.inventory.public import Delivery, expect_deliveries
from serai.inventory.queries.ahead.deliveries_page import deliveries_page
from serai.kernel import clock


def expect_bread() -> None:
    """Let much bread come in some years."""
    days = (date(2030, 12, 1), date(2030, 12, 3))
    expect_deliveries([Delivery("PO-1", "BREAD", "DC1", 100_000, *days)], now=clock.now())


def the_delivery() -> UUID:
    """Return the delivery of bread."""
    return deliveries_page(sku="BREAD").items[0].id
