"""Price lists as files of comma-separated values."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from serai.pricing.domain.price_row import PriceFault, PricesRefused

COLUMNS = ("sku", "min_quantity", "amount", "compare_at", "valid_from", "valid_until")
_NEEDED = {"sku", "amount"}


def written_price_list(rows: Iterable[Mapping[str, object]]) -> str:
    """Return a file with a line of names and a line for each row."""
    target = io.StringIO()
    writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def read_price_list(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """
    Yield the rows of a file with their line, counted from 1 without the line of names.

    Raises:
        PricesRefused: the names of the columns are not those of a price list.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    names = set(reader.fieldnames or ())
    if not _NEEDED <= names <= set(COLUMNS):
        told = f"The columns are {', '.join(COLUMNS)}; sku and amount must be there."
        raise PricesRefused([PriceFault(0, "columns", told)])
    for line, row in enumerate(reader, 1):
        if None in row:
            raise PricesRefused([PriceFault(line, "columns", "More values than columns.")])
        yield line, {name: (value or "").strip() for name, value in row.items()}


def instant_of(text: str) -> datetime | None:
    """
    Read an instant with its offset, or nothing.

    Raises:
        ValueError: it is none.
    """
    return datetime.fromisoformat(text) if text else None
