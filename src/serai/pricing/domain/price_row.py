"""What someone says that something costs, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money, UnitPrice

_AHEAD = timedelta(days=36_525)
MOST_MINOR = 10**12
"""A price of more minor units than this is a mistake."""


@dataclass(frozen=True, slots=True)
class PriceRow:
    """
    What one unit of a variant costs in a channel.

    Without `valid_from` the price counts at once; without `valid_until` until another takes its place. `unit`
    is told where the price is finer than a minor unit, and `amount` is then what it rounds to.
    """

    variant_id: UUID
    channel_code: str
    amount: Money
    compare_at: Money | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    unit: UnitPrice | None = None


@dataclass(frozen=True, slots=True)
class PriceFault:
    """One thing that is wrong with one price; `line` counts from 1."""

    line: int
    field: str
    reason: str


class PricesRefused(DomainError):
    """Some prices make no sense; none was written."""

    code = "pricing.prices_refused"
    kind = Kind.REJECTED

    def __init__(self, errors: Sequence[PriceFault]) -> None:
        self.errors = list(errors[:100])
        self.count = len(errors)
        first = errors[0]
        super().__init__(
            f"{self.count} prices are refused; price {first.line}, {first.field}: {first.reason}"
        )


def check_prices(
    prices: Sequence[PriceRow], *, currencies: Mapping[str, str], now: datetime
) -> None:
    """
    Check that each price can be written.

    Args:
        prices: what was said.
        currencies: of the channels that exist, by code.
        now: the present instant; prices do not begin in the past.

    Raises:
        PricesRefused: some cannot; up to a hundred are named.
    """
    faults: list[PriceFault] = []
    seen: set[tuple[UUID, str, datetime]] = set()
    for line, price in enumerate(prices, 1):
        faults += [
            PriceFault(line, *fault)
            for fault in (
                *_money_faults(price, currencies),
                *time_faults(price.valid_from, price.valid_until, now),
            )
        ]
        key = (price.variant_id, price.channel_code, price.valid_from or now)
        if key in seen:
            faults.append(PriceFault(line, "variant", "Comes twice for this channel and instant."))
        seen.add(key)
    if faults:
        raise PricesRefused(faults)


def _money_faults(price: PriceRow, currencies: Mapping[str, str]) -> list[tuple[str, str]]:
    currency = currencies.get(price.channel_code)
    if currency is None:
        return [("channel", f"There is no channel {price.channel_code!r}.")]
    faults = []
    for field, money in (("amount", price.amount), ("compare_at", price.compare_at)):
        if money is None:
            continue
        if money.currency != currency:
            faults.append((field, f"The channel sells in {currency}, not in {money.currency}."))
        elif not 0 <= money.minor <= MOST_MINOR:
            most = Money(MOST_MINOR, currency)
            faults.append((field, f"Must be between 0 and {most}, not {money}."))
    if not faults and price.compare_at is not None and price.compare_at <= price.amount:
        faults.append(("compare_at", f"Must be more than the price, {price.amount}."))
    return faults


def time_faults(
    valid_from: datetime | None, valid_until: datetime | None, now: datetime
) -> list[tuple[str, str]]:
    """Return what is wrong with the instants of a price, by field."""
    begins = valid_from or now
    if begins.tzinfo is None or (valid_until and valid_until.tzinfo is None):
        return [("valid_from", "Instants need their offset from UTC.")]
    if max(begins, valid_until or begins) > now + _AHEAD:
        return [("valid_from", "Lies more than a hundred years ahead.")]
    if begins < now:
        return [("valid_from", "Lies in the past; what was charged then is not rewritten.")]
    if valid_until is not None and valid_until <= begins:
        return [("valid_until", "Must come after the beginning.")]
    return []
