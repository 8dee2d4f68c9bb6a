"""Read costs and competitors' prices from CSV."""

import csv
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import TypeVar

from serai.pricing.usecases.proposals.feed_rows import (
    CompetitorRow,
    CostRow,
    FeedFault,
    FeedRefused,
)

R = TypeVar("R")


def read_costs(text: str) -> list[CostRow]:
    """
    Return the rows of a file with the columns sku, currency, cost.

    Raises:
        FeedRefused: a column is missing or a row cannot be read.
    """
    return _read(
        text,
        ("sku", "currency", "cost"),
        lambda said: CostRow(said["sku"], said["currency"], _amount(said["cost"])),
    )


def read_competitor_prices(text: str) -> list[CompetitorRow]:
    """
    Return the rows of a file with the columns sku, competitor, currency, price, seen_at (ISO 8601 with a zone).

    Raises:
        FeedRefused: a column is missing or a row cannot be read.
    """
    return _read(
        text,
        ("sku", "competitor", "currency", "price", "seen_at"),
        lambda said: CompetitorRow(
            said["sku"],
            said["competitor"],
            said["currency"],
            _amount(said["price"]),
            _instant(said["seen_at"]),
        ),
    )


def _read(text: str, columns: tuple[str, ...], row_of: Callable[[dict[str, str]], R]) -> list[R]:
    reader = csv.DictReader(StringIO(text))
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        raise FeedRefused([FeedFault(0, missing[0], "The column is missing.")])
    found, faults = [], []
    for line, said in enumerate(reader, 1):
        try:
            found.append(row_of({name: (said[name] or "").strip() for name in columns}))
        except ValueError as fault:
            faults.append(FeedFault(line, "row", str(fault)))
    if faults:
        raise FeedRefused(faults)
    return found


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{text[:32]!r} is no amount.") from None
    if not amount.is_finite():
        raise ValueError(f"{text[:32]!r} is no amount.")
    return amount


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"{text!r} tells no time zone.")
    return instant
