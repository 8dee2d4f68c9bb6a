"""Rows of feeds: what is said of SKUs, checked as a whole before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from serai.catalog.public import variants_of_skus
from serai.kernel.currencies import exponent_of
from serai.kernel.errors import DomainError, Kind


@dataclass(frozen=True, slots=True)
class CostRow:
    """What a unit of a SKU costs the merchant, in major units, such as 1.2345."""

    sku: str
    currency: str
    cost: Decimal


@dataclass(frozen=True, slots=True)
class CompetitorRow:
    """What a competitor was seen to ask for a SKU, in major units."""

    sku: str
    competitor: str
    currency: str
    price: Decimal
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class FeedFault:
    """What is wrong with a row; rows count from 1."""

    line: int
    field: str
    reason: str


class FeedRefused(DomainError):
    """Some rows make no sense; none was written."""

    code = "pricing.feed_refused"
    kind = Kind.REJECTED

    def __init__(self, errors: Sequence[FeedFault]) -> None:
        self.errors = list(errors[:100])
        self.count = len(errors)
        first = errors[0]
        super().__init__(
            f"{self.count} rows are refused; row {first.line}, {first.field}: {first.reason}"
        )


def variants_named(rows: Sequence[CostRow | CompetitorRow]) -> list[UUID]:
    """
    Return the variant of each row.

    Raises:
        FeedRefused: a SKU is unknown, a currency is none, or an amount makes no sense.
    """
    known = variants_of_skus({row.sku for row in rows})
    faults = []
    for line, row in enumerate(rows, 1):
        amount = row.cost if isinstance(row, CostRow) else row.price
        if row.sku not in known:
            faults.append(FeedFault(line, "sku", f"No article is called {row.sku[:64]}."))
        if not _is_currency(row.currency):
            faults.append(FeedFault(line, "currency", f"{row.currency[:8]} is no currency."))
        elif not 0 <= amount < 10**9 or (isinstance(row, CompetitorRow) and amount == 0):
            faults.append(FeedFault(line, "amount", "It is above nothing and below a milliard."))
        if isinstance(row, CompetitorRow) and not 0 < len(row.competitor) <= 64:
            faults.append(FeedFault(line, "competitor", "A name has 1 to 64 characters."))
    if faults:
        raise FeedRefused(faults)
    return [known[row.sku].id for row in rows]


def in_minor(amount: Decimal, currency: str) -> Decimal:
    """Return an amount of major units in minor ones, as exact as it came."""
    return amount.scaleb(exponent_of(currency))


def _is_currency(code: str) -> bool:
    try:
        exponent_of(code)
    except (LookupError, ValueError):
        return False
    return True
