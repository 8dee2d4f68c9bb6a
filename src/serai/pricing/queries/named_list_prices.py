"""Prices of lists as people write them: by SKU, and in decimal text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.catalog.public import variants_of_skus
from serai.kernel.money import Money
from serai.pricing.domain.list_price_row import ListPriceRow, parsed_unit_price
from serai.pricing.domain.price_row import PriceFault, PricesRefused


@dataclass(frozen=True, slots=True)
class NamedListPrice:
    """A price of a list by SKU; without an amount it is taken off the list."""

    sku: str
    amount: str | None
    min_quantity: int = 1
    compare_at: str | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None


def list_price_rows(named: Sequence[NamedListPrice], *, currency: str) -> list[ListPriceRow]:
    """
    Return the prices by variant; one statement.

    Raises:
        PricesRefused: a SKU is unknown, or an amount is no number or too fine.
    """
    variants = variants_of_skus({price.sku for price in named})
    faults: list[PriceFault] = []
    found: list[ListPriceRow] = []
    for line, price in enumerate(named, 1):
        if price.sku not in variants:
            faults.append(PriceFault(line, "sku", f"There is no article {price.sku!r}."))
            continue
        try:
            found.append(_row(price, variants[price.sku].id, currency))
        except ValueError as reason:
            faults.append(PriceFault(line, "amount", str(reason)))
    if faults:
        raise PricesRefused(faults)
    return found


def _row(price: NamedListPrice, variant_id: UUID, currency: str) -> ListPriceRow:
    return ListPriceRow(
        variant_id,
        None if price.amount is None else parsed_unit_price(price.amount, currency),
        price.min_quantity,
        None if price.compare_at is None else Money.parse(price.compare_at, currency),
        price.valid_from,
        price.valid_until,
    )
