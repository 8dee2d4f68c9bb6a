"""How the amounts of an order came about, in the words of whoever reads the page."""

from collections.abc import Iterator
from decimal import Decimal

from serai.kernel.money import Money
from serai.ordering.models import Order
from serai.plumbing.back_office.worded import worded


def how_it_came_about(order: Order) -> Iterator[str]:
    """Return the steps from the lines to the total, as the order keeps them; one statement."""
    currency = order.currency
    for line in order.lines.order_by("position"):
        yield worded(
            "{quantity} × {name} ({sku}) at {price}: {amount}",
            quantity=line.quantity,
            name=line.name,
            sku=line.sku,
            price=f"{line.unit_price.normalize():f}",
            amount=Money(line.items_minor, currency),
        )
    for each in order.promotions:
        yield worded(
            "“{promotion}” takes off {amount}",
            promotion=each["name"],
            amount=Money(each["minor"], currency),
        )
    yield worded("Delivery: {amount}", amount=Money(order.delivery_minor, currency))
    for tax in (order.taxes or {}).get("lines", ()):
        yield worded(
            "{tax} {rate:%}: {amount} of {base}",
            tax=tax["name"] or worded("tax"),
            rate=Decimal(str(tax["rate"])).normalize(),
            amount=Money(tax["tax_minor"], currency),
            base=Money(tax["base_minor"], currency),
        )
    yield worded("Total: {amount}", amount=Money(order.total_minor, currency))
