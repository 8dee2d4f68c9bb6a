"""Orders as a file, made while it is read."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

import msgspec

from serai.ordering.domain.exchange.columns import COLUMNS, rows_of
from serai.ordering.domain.exchange.record import OrderRecord

_BLOCK = 64 * 1024


class OrderFormat(StrEnum):
    """How orders are written down."""

    CSV = "csv"
    """A row for each line of an order, for spreadsheets."""
    NDJSON = "ndjson"
    """An order a line, as JSON, for programs."""

    @property
    def media_type(self) -> str:
        """Return how HTTP calls it."""
        return "text/csv; charset=utf-8" if self is OrderFormat.CSV else "application/x-ndjson"


def order_file(
    records: Iterable[OrderRecord],
    file_format: OrderFormat,
    *,
    advance: Callable[[int], None] = lambda count: None,
) -> Iterator[bytes]:
    """
    Yield a file of orders in blocks.

    Text that a spreadsheet would take for a formula stands after an apostrophe in CSV; reading takes it off.

    Args:
        records: the orders.
        file_format: how they are written down.
        advance: told how many orders were written since it was last told.
    """
    write = _csv if file_format is OrderFormat.CSV else _ndjson
    yield from write(records, advance)


def _ndjson(records: Iterable[OrderRecord], advance: Callable[[int], None]) -> Iterator[bytes]:
    block = bytearray()
    for record in records:
        block += msgspec.json.encode(record) + b"\n"
        advance(1)
        if len(block) > _BLOCK:
            yield bytes(block)
            block.clear()
    if block:
        yield bytes(block)


def _csv(records: Iterable[OrderRecord], advance: Callable[[int], None]) -> Iterator[bytes]:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for record in records:
        for row in rows_of(record):
            writer.writerow({name: _as_text(value) for name, value in row.items()})
        advance(1)
        if text.tell() > _BLOCK:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


FORMULA = ("=", "+", "-", "@", "'")
"""What a spreadsheet takes for the beginning of a formula, and the apostrophe that keeps it from doing so."""


def _as_text(value: object) -> object:
    """Return a value as it stands in a cell; phones, notes and names begin no formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
