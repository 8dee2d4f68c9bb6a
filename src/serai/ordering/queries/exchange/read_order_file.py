"""Read orders from a file, one after another."""

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from serai.ordering.domain.exchange.columns import COLUMNS, NEEDED, record_of
from serai.ordering.domain.exchange.record import OrderRecord, RowFault
from serai.ordering.queries.exchange.order_file import FORMULA, OrderFormat

LONGEST_ROW = 2 * 1024 * 1024
_PATH = re.compile(r"^(?P<reason>.*?)(?: - at `\$\.?(?P<path>[^`]*)`)?$", re.DOTALL)
_LACKING = re.compile(r"Object missing required field `(?P<field>\w+)`")
_decoder = msgspec.json.Decoder(OrderRecord)
Numbered = tuple[int, OrderRecord]


def read_order_file(file: BinaryIO, file_format: OrderFormat) -> Iterator[Numbered | RowFault]:
    """
    Yield each order with the line where it begins, or what is wrong there; memory does not grow with the file.

    Args:
        file: what was given, from its beginning.
        file_format: how it is written down.
    """
    read = _read_csv if file_format is OrderFormat.CSV else _read_ndjson
    yield from read(file)


def _read_ndjson(file: BinaryIO) -> Iterator[Numbered | RowFault]:
    number = 0
    while line := file.readline(LONGEST_ROW):
        number += 1
        if len(line) == LONGEST_ROW and not line.endswith(b"\n"):
            yield RowFault(number, "", "The line is too long.")
            return
        if line.strip():
            try:
                yield number, _decoder.decode(line)
            except (msgspec.MsgspecError, UnicodeDecodeError) as broken:
                yield fault_of(number, broken)


def _read_csv(file: BinaryIO) -> Iterator[Numbered | RowFault]:
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    try:
        yield from _orders(csv.DictReader(text, strict=True))
    except (csv.Error, UnicodeDecodeError) as broken:
        yield RowFault(0, "", f"The file cannot be read: {broken}")
    finally:
        text.detach()


def _orders(reader: "csv.DictReader[str]") -> Iterator[Numbered | RowFault]:
    """Yield the orders of a table: the rows of an order stand together and name it alike."""
    if unknown := _head_fault(reader.fieldnames or ()):
        yield unknown
        return
    rows: list[dict[str, str]] = []
    begins, ref = 0, None
    for row in reader:
        if None in row:
            yield RowFault(reader.line_num, "", "The row has more cells than the head.")
            return
        said = {name: _cell(value) for name, value in row.items()}
        this = (said.get("source"), said.get("external_ref") or said.get("number"))
        if rows and this != ref:
            yield _order(begins, rows)
            rows = []
        if not rows:
            begins, ref = reader.line_num, this
        rows.append(said)
    if rows:
        yield _order(begins, rows)


def _head_fault(names: "object") -> RowFault | None:
    head = [str(name) for name in names] if isinstance(names, list) else []
    missing = [name for name in NEEDED if name not in head]
    unknown = [name for name in head if name not in COLUMNS]
    twice = len(set(head)) != len(head)
    if missing or unknown or twice:
        said = [
            *([f"lacks {', '.join(missing)}"] if missing else []),
            *([f"has unknown columns {', '.join(unknown)}"] if unknown else []),
            *(["names a column twice"] if twice else []),
        ]
        return RowFault(1, "", f"The head {'; '.join(said)}.")
    return None


def _cell(value: str | None) -> str:
    """Return what a cell says, without the apostrophe that keeps spreadsheets from computing it."""
    text = (value or "").strip()
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA) else text


def _order(begins: int, rows: list[dict[str, str]]) -> Numbered | RowFault:
    try:
        return begins, record_of(rows)
    except (msgspec.ValidationError, ValueError) as broken:
        return fault_of(begins, broken)


def fault_of(line: int, broken: Exception) -> RowFault:
    """Return what is wrong in a line, with the field where it is known."""
    found = _PATH.match(str(broken))
    assert found is not None, "the pattern matches every text"
    field = re.sub(r"\[(\d+)\]", lambda at: f".{int(at[1]) + 1}", found["path"] or "")
    if lacking := _LACKING.fullmatch(found["reason"]):
        return RowFault(line, ".".join(filter(None, (field, lacking["field"]))), "is needed.")
    return RowFault(line, field, found["reason"])
