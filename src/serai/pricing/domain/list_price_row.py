"""What someone says that something costs on a price list, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID

from serai.kernel.currencies import exponent_of
from serai.kernel.money import Money, UnitPrice
from serai.pricing.domain.price_row import MOST_MINOR, PriceFault, PricesRefused, time_faults

FINEST = 6
"""Decimals of a major unit that a unit price may have."""
MOST_QUANTITY = 1_000_000
_READABLE = 10**18


@dataclass(frozen=True, slots=True)
class ListPriceRow:
    """
    What one unit of a variant costs on a price list from so many on.

    Without a price it is taken off the list. Without `valid_from` it counts at once; without `valid_until`
    until another takes its place.
    """

    variant_id: UUID
    unit: UnitPrice | None
    min_quantity: int = 1
    compare_at: Money | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None


def parsed_unit_price(text: str, currency: str) -> UnitPrice:
    """
    Read the price of one unit such as "0.0125"; six decimals at most.

    Raises:
        ValueError: no number, or finer than that.
    """
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{text!r} is not an amount.") from None
    if not amount.is_finite():
        raise ValueError(f"{text!r} is not an amount.")
    if abs(amount) < _READABLE and amount != round(amount, FINEST):
        raise ValueError(f"{text} has more than {FINEST} decimals.")
    return UnitPrice(amount, currency)


def in_minor(unit: UnitPrice) -> Decimal:
    """Return a unit price in minor units, as fine as it is."""
    return unit.amount.scaleb(exponent_of(unit.currency))


def check_list_prices(prices: Sequence[ListPriceRow], *, currency: str, now: datetime) -> None:
    """
    Check that each price can be written.

    Args:
        prices: what was said.
        currency: of the list's channel.
        now: the present instant; prices do not begin in the past.

    Raises:
        PricesRefused: some cannot; up to a hundred are named.
    """
    faults: list[PriceFault] = []
    seen: set[tuple[UUID, int, datetime]] = set()
    for line, price in enumerate(prices, 1):
        faults += [
            PriceFault(line, *fault)
            for fault in (
                *_money_faults(price, currency),
                *time_faults(price.valid_from, price.valid_until, now),
            )
        ]
        if not 1 <= price.min_quantity <= MOST_QUANTITY:
            most = f"Must be between 1 and {MOST_QUANTITY}, not {price.min_quantity}."
            faults.append(PriceFault(line, "min_quantity", most))
        key = (price.variant_id, price.min_quantity, price.valid_from or now)
        if key in seen:
            twice = "Comes twice for this quantity and instant."
            faults.append(PriceFault(line, "variant", twice))
        seen.add(key)
    if faults:
        raise PricesRefused(faults)


def _money_faults(price: ListPriceRow, currency: str) -> list[tuple[str, str]]:
    unit, compare_at = price.unit, price.compare_at
    if unit is None:
        if compare_at is not None or price.valid_until is not None:
            return [("amount", "What is taken off the list has neither a former price nor an end.")]
        return []
    for field, found in (
        ("amount", unit.currency),
        ("compare_at", compare_at and compare_at.currency),
    ):
        if found not in (None, currency):
            return [(field, f"The channel sells in {currency}, not in {found}.")]
    most = Money(MOST_MINOR, currency)
    if not 0 <= in_minor(unit) <= MOST_MINOR:
        return [("amount", f"Must be between 0 and {most}, not {unit.amount}.")]
    if compare_at is not None and not in_minor(unit) < compare_at.minor <= MOST_MINOR:
        return [("compare_at", f"Must be more than the price, {unit.amount}, and at most {most}.")]
    return []
