"""Read products from a CSV, JSON Lines or Parquet file, row by row."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, BinaryIO

import msgspec

from serai.catalog.domain.numbered_row import NumberedRow
from serai.catalog.domain.product_fields import FIELDS, REFUSED
from serai.catalog.domain.row_error import RowError

LONGEST_LINE = 8 * 2**20
"""Bytes of a JSON line, characters of a CSV cell."""
_BATCH = 4096
_LISTS = ("channels", "media", "parts")
_NESTED = ("attributes", "variant_attributes", "source")
_TRANSLATED = ("name", "description")


class FileFormat(StrEnum):
    """What a product file is written in."""

    CSV = "csv"
    JSON_LINES = "jsonl"
    PARQUET = "parquet"


def read_product_file(file: BinaryIO, format_: FileFormat) -> Iterator[NumberedRow]:
    """
    Give the rows of a file with their lines, one at a time.

    Columns are those of `upsert_products`. In CSV and Parquet a dot reaches inside:
    `attributes.colour`, `name.he`, `source.origin`; lists are written `web|till`. A line that cannot
    be read becomes a row with an error; a header that cannot be used is the only row, with its errors.
    """
    yield from _READERS[format_](file)


_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How a file begins that a spreadsheet has saved as "Unicode text"."""


def _csv(file: BinaryIO) -> Iterator[NumberedRow]:
    csv.field_size_limit(LONGEST_LINE)
    if file.read(2) in _UTF_16:
        encoding, errors = "utf-16", "replace"
    else:  # bytes that are not UTF-8 become lone surrogates, which no field accepts: the row is told so
        encoding, errors = "utf-8-sig", "surrogateescape"
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="")
    try:
        yield from _csv_rows(text)
    finally:
        text.detach()  # the file belongs to the caller


def _csv_rows(text: io.TextIOWrapper) -> Iterator[NumberedRow]:
    first = text.readline(LONGEST_LINE)
    delimiter = max(",;\t", key=first.count)
    header = [cell.strip() for cell in next(csv.reader([first], delimiter=delimiter), [])]
    wrong = list(_header_errors(header))
    if wrong:
        yield from wrong
        return
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 2
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            yield _unreadable(line, f"Not readable as CSV: {fault}.")
            return
        if len(cells) == len(header):
            yield NumberedRow(line, _nested(zip(header, cells, strict=True)))
        elif any(cells):
            reason = f"This line has {len(cells)} cells, the header has {len(header)}."
            yield _unreadable(line, reason)


def _json_lines(file: BinaryIO) -> Iterator[NumberedRow]:
    decoder = msgspec.json.Decoder(dict[str, Any])
    line = 0
    while raw := file.readline(LONGEST_LINE):
        line += 1
        if len(raw) == LONGEST_LINE and not raw.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield _unreadable(line, f"The line has more than {LONGEST_LINE:,} bytes.")
        elif raw.strip():
            try:
                yield NumberedRow(line, decoder.decode(raw))
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
                yield _unreadable(line, f"Not a JSON object: {fault}.")


def _parquet(file: BinaryIO) -> Iterator[NumberedRow]:
    import polars as pl  # noqa: PLC0415 -- slow to load, and only this needs it

    line = 0
    try:
        frame = pl.scan_parquet(file)
        header = frame.collect_schema().names()
        wrong = list(_header_errors(header))
        if wrong:
            yield from wrong
            return
        for batch in frame.collect_batches(chunk_size=_BATCH, maintain_order=True):
            for cells in batch.iter_rows():
                line += 1
                yield NumberedRow(line, _nested(zip(header, cells, strict=True)))
    except (pl.exceptions.PolarsError, OSError):
        yield _unreadable(line + 1, "Not readable as Parquet.")


_READERS = {
    FileFormat.CSV: _csv,
    FileFormat.JSON_LINES: _json_lines,
    FileFormat.PARQUET: _parquet,
}


def _unreadable(line: int, reason: str) -> NumberedRow:
    return NumberedRow(line, error=RowError(line, "", reason))


def _header_errors(header: list[str]) -> Iterator[NumberedRow]:
    """Give what is wrong with a header, as errors of line 1."""
    for place, column in enumerate(header):
        if not _is_column(column):
            meant = get_close_matches(column.lower(), FIELDS, n=1)
            reason = "There is no such column" + (f"; is {meant[0]} meant?" if meant else ".")
        elif column in header[:place]:
            reason = "This column stands here twice."
        else:
            continue
        yield NumberedRow(1, error=RowError(1, column[:64], reason))
    if "sku" not in header:
        yield NumberedRow(1, error=RowError(1, "sku", "Every file needs the column sku."))


def _is_column(column: str) -> bool:
    name, dot, inside = column.partition(".")
    return column in FIELDS if not dot else bool(inside) and name in (*_NESTED, *_TRANSLATED)


def _nested(cells: Iterable[tuple[str, Any]]) -> Mapping[str, Any]:
    """
    Return a row of a flat file as a row: dots and lists resolved.

    An empty cell of a field that cannot be empty says nothing: a product's later rows look like that.
    """
    row: dict[str, Any] = {}
    for column, cell in cells:
        name, dot, inside = column.partition(".")
        if not dot and cell in (None, "") and FIELDS[name].empty is REFUSED:
            continue
        if name in _LISTS and isinstance(cell, str):
            row[name] = [item.strip() for item in cell.split("|") if item.strip()]
        elif not dot:
            row[name] = cell
        elif name in _TRANSLATED:
            row.setdefault("translations", {}).setdefault(inside, {})[name] = cell
        else:
            row.setdefault(name, {})[inside] = cell
    return row
