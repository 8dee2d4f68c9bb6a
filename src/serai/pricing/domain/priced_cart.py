"""What the pricing function answers."""

from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from serai.kernel.money import Money, UnitPrice
from serai.pricing.domain.tax import TaxShare, Treatment
from serai.pricing.domain.verdict import Discount, EarnedGift, Verdict


class PricedLine(Struct, frozen=True):
    """
    One line: items - discount + tax = total.

    `items` is unit price times quantity; where the price is finer than a minor unit, `unit` is what was
    multiplied, and the product was rounded once. `price_list` is the code of the list it stands on, if any.
    `tax` is added on top, or below zero where tax that the listed price contains need not be paid; what the
    price contains is `tax_included`, and `tax_rate` is the sum of the rates.
    `discounts` say what each promotion took off; what they leave of `discount` other adjustments did.
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
    unit: UnitPrice | None = None
    price_list: str = ""
    discounts: tuple[Discount, ...] = ()
    tax_rate: Decimal = Decimal(0)


class PricedDelivery(Struct, frozen=True):
    """The delivery: price - discount + tax = total; `discounts` as of a line."""

    label: str
    price: Money
    discount: Money
    tax: Money
    tax_included: Money
    total: Money
    discounts: tuple[Discount, ...] = ()


class PricedCart(Struct, frozen=True):
    """
    A cart with its sums: items + delivery - discount + tax = total; the tax alone may be below zero.

    `explanation` says in sentences how each figure came about. `rules_hash` is the SHA-256 of everything
    that decided besides what was bought: prices, delivery price, adjustments, tax policy, and the version
    of the function. `taxes` say what each tax takes at each rate. `verdicts` say what became of each
    promotion that could have applied, in the order of the stack; `gifts` are articles that the cart may have
    for nothing.
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
    verdicts: tuple[Verdict, ...] = ()
    gifts: tuple[EarnedGift, ...] = ()
    taxes: tuple[TaxShare, ...] = ()
    tax_treatment: Treatment = Treatment.CHARGED
