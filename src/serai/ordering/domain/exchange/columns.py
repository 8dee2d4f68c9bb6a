"""Orders as rows of a table: one row for each line, its order's columns on every one of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from serai.ordering.domain.exchange.record import OrderRecord, RecordAddress, RecordLine

_ADDRESS = RecordAddress.__struct_fields__
_AS_JSON = ("taxes", "tenders")
_OF_LINE = {f"line_{name}": name for name in RecordLine.__struct_fields__}
_OF_ORDER = tuple(
    name for name in OrderRecord.__struct_fields__ if name not in ("address", "lines")
)
ORDER_COLUMNS: tuple[str, ...] = (
    *_OF_ORDER[: _OF_ORDER.index("phone") + 1],
    *_ADDRESS,
    *_OF_ORDER[_OF_ORDER.index("phone") + 1 :],
)
COLUMNS: tuple[str, ...] = (*ORDER_COLUMNS, *_OF_LINE)
"""The head of a CSV file. `taxes` and `tenders` are JSON."""
NEEDED = ("state", "placed_at", "channel_code", "currency", "items_minor", "total_minor")


def rows_of(record: OrderRecord) -> Iterator[dict[str, Any]]:
    """Yield an order's rows, one for each of its lines; one without lines where it has none."""
    said: dict[str, Any] = msgspec.to_builtins(record)
    lines = said.pop("lines") or [{}]
    head = {**said.pop("address"), **said}
    for name in _AS_JSON:
        head[name] = msgspec.json.encode(head[name]).decode() if head[name] else ""
    for line in lines:
        yield {**head, **{column: line.get(name) for column, name in _OF_LINE.items()}}


def record_of(rows: Sequence[Mapping[str, str]]) -> OrderRecord:
    """
    Return the order of rows that belong together; its own columns are read from the first.

    Raises:
        ValidationError: a value is not of its column's kind.
    """
    first = rows[0]
    head: dict[str, Any] = {name: first[name] for name in _OF_ORDER if first.get(name)}
    head["address"] = {name: first[name] for name in _ADDRESS if first.get(name)}
    for name in _AS_JSON:
        if head.get(name):
            head[name] = _json(name, head[name])
    head["lines"] = [
        {name: row[column] for column, name in _OF_LINE.items() if row.get(column)}
        for row in rows
        if any(row.get(column) for column in _OF_LINE)
    ]
    return msgspec.convert(head, OrderRecord, strict=False)


def _json(name: str, text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError as broken:
        raise msgspec.ValidationError(f"Expected JSON: {broken} - at `$.{name}`") from None
