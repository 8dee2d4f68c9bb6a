"""Prices as people write them: by SKU, and in decimal text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.catalog.public import channels, variants_of_skus
from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.pricing.domain.list_price_row import in_minor, parsed_unit_price
from serai.pricing.domain.price_row import PriceFault, PriceRow, PricesRefused


class UnknownSku(DomainError):
    """The catalogue has no variant with this SKU."""

    code = "pricing.unknown_sku"
    kind = Kind.NOT_FOUND

    def __init__(self, sku: str) -> None:
        self.sku = sku
        super().__init__(f"There is no article {sku!r}.")


@dataclass(frozen=True, slots=True)
class NamedPrice:
    """A price by SKU; without a currency the channel's own is meant."""

    sku: str
    channel_code: str
    amount: str
    currency: str | None = None
    compare_at: str | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None


def variant_of_sku(sku: str) -> UUID:
    """
    Return the variant with a SKU; one statement.

    Raises:
        UnknownSku: there is none.
    """
    found = variants_of_skus([sku])
    if sku not in found:
        raise UnknownSku(sku)
    return found[sku].id


def price_rows(named: Sequence[NamedPrice]) -> list[PriceRow]:
    """
    Return the prices by variant and in minor units; two statements.

    Raises:
        PricesRefused: a SKU or channel is unknown, or an amount is no number that its currency can hold.
    """
    variants = variants_of_skus({price.sku for price in named})
    currencies = {channel.code: channel.currency for channel in channels()}
    faults: list[PriceFault] = []
    found: list[PriceRow] = []
    for line, price in enumerate(named, 1):
        currency = price.currency or currencies.get(price.channel_code)
        if price.sku not in variants:
            faults.append(PriceFault(line, "sku", f"There is no article {price.sku!r}."))
        elif currency is None:
            faults.append(
                PriceFault(line, "channel", f"There is no channel {price.channel_code!r}.")
            )
        else:
            try:
                found.append(_row(price, variants[price.sku].id, currency))
            except ValueError as reason:
                faults.append(PriceFault(line, "amount", str(reason)))
    if faults:
        raise PricesRefused(faults)
    return found


def _row(price: NamedPrice, variant_id: UUID, currency: str) -> PriceRow:
    unit = parsed_unit_price(price.amount, currency)
    amount = unit.times_quantity(1)
    return PriceRow(
        variant_id,
        price.channel_code,
        amount,
        None if price.compare_at is None else Money.parse(price.compare_at, currency),
        price.valid_from,
        price.valid_until,
        unit=unit if in_minor(unit) != amount.minor else None,
    )
