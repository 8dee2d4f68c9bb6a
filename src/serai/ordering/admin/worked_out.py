"""How the amounts of an order or a cart came about, in the words of whoever reads the page."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from serai.kernel.money import Money
from serai.ordering.models import CartRow, Order
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
    yield from _from_lines_to_total(order, order.promotions)


def how_a_cart_came_about(cart: CartRow) -> Iterator[str]:
    """Return the steps from the articles to the total, as the cart keeps them; no statement."""
    if cart.priced_at is None:
        return
    yield worded("Articles: {amount}", amount=Money(cart.items_minor, cart.currency))
    draft = cart.draft or {}
    if draft.get("discount_minor"):
        yield worded(
            "{who} takes off {amount}: {reason}",
            who=draft["made_by"],
            amount=Money(draft["discount_minor"], cart.currency),
            reason=draft["discount_reason"],
        )
    yield from _from_lines_to_total(cart, cart.promotions.get("applied", ()))


def _from_lines_to_total(
    sold: Order | CartRow, promotions: Iterable[Mapping[str, Any]]
) -> Iterator[str]:
    currency = sold.currency
    for each in promotions:
        yield worded(
            "“{promotion}” takes off {amount}",
            promotion=each["name"],
            amount=Money(each["minor"], currency),
        )
    yield worded("Delivery: {amount}", amount=Money(sold.delivery_minor, currency))
    for tax in (sold.taxes or {}).get("lines", ()):
        yield worded(
            "{tax} {rate:%}: {amount} of {base}",
            tax=tax["name"] or worded("tax"),
            rate=Decimal(str(tax["rate"])).normalize(),
            amount=Money(tax["tax_minor"], currency),
            base=Money(tax["base_minor"], currency),
        )
    yield worded("Total: {amount}", amount=Money(sold.total_minor, currency))
