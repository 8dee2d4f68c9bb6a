"""What the pricing function answers."""

from dataclasses import dataclass
from uuid import UUID

from serai.kernel.money import Money


@dataclass(frozen=True, slots=True)
class PricedLine:
    """
    One line: items - discount + tax = total.

    `items` is unit price times quantity. `tax` is added on top; what the price contains is `tax_included`.
    """

    variant_id: UUID
    sku: str
    name: str
    quantity: int
    unit_price: Money
    compare_at: Money | None
    items: Money
    discount: Money
    tax: Money
    tax_included: Money
    total: Money


@dataclass(frozen=True, slots=True)
class PricedDelivery:
    """The delivery: price - discount + tax = total."""

    label: str
    price: Money
    discount: Money
    tax: Money
    tax_included: Money
    total: Money


@dataclass(frozen=True, slots=True)
class PricedCart:
    """
    A cart with its sums: items + delivery - discount + tax = total, and none is negative.

    `explanation` says in sentences how each figure came about. `rules_hash` is the SHA-256 of everything
    that decided besides what was bought: prices, delivery price, adjustments, tax policy, and the version
    of the function.
    """

    currency: str
    lines: tuple[PricedLine, ...]
    delivery_line: PricedDelivery | None
    items: Money
    delivery: Money
    discount: Money
    tax: Money
    tax_included: Money
    total: Money
    rules_hash: str
    explanation: tuple[str, ...]
