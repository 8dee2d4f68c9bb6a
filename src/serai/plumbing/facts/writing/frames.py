"""Rows as Polars frames with exactly the columns of a table."""

from collections.abc import Iterable

import msgspec
import polars as pl
import structlog

from serai.plumbing.facts.registry import ITEM, Column, Kind

log = structlog.get_logger("serai.facts")

_SIMPLE: dict[Kind, pl.DataType] = {
    Kind.TEXT: pl.String(),
    Kind.INTEGER: pl.Int64(),
    Kind.NUMBER: pl.Float64(),
    Kind.FLAG: pl.Boolean(),
    Kind.INSTANT: pl.Datetime("us", "UTC"),
    Kind.DAY: pl.Date(),
    Kind.TEXTS: pl.List(pl.String()),
    Kind.INTEGERS: pl.List(pl.Int64()),
}
_SPOOLED: dict[Kind, pl.DataType] = {Kind.INSTANT: pl.Int64(), Kind.DAY: pl.String()}
_ITEM = pl.Struct({column.name: _SIMPLE[column.kind] for column in ITEM})


def dtype(kind: Kind) -> pl.DataType:
    """Return how Polars and Parquet hold a kind of column."""
    return pl.List(_ITEM) if kind is Kind.ITEMS else _SIMPLE[kind]


def schema_of(columns: Iterable[Column]) -> pl.Schema:
    """Return the Polars schema of columns."""
    return pl.Schema({column.name: dtype(column.kind) for column in columns})


def frame_of_lines(columns: tuple[Column, ...], lines: list[bytes]) -> pl.DataFrame:
    """
    Return lines of a spool as a frame; a line that is no row of this table is left out and logged.

    Args:
        columns: of the table, the key first.
        lines: JSON objects, with instants as microseconds and days as ISO 8601 writes them.
    """
    schema = {column.name: _SPOOLED.get(column.kind, dtype(column.kind)) for column in columns}
    del schema["day"]
    frame = _parsed(schema, lines)
    instants = [column.name for column in columns if column.kind is Kind.INSTANT]
    days = [each.name for each in columns if each.kind is Kind.DAY and each.name in schema]
    frame = frame.with_columns(
        *(pl.col(name).cast(pl.Datetime("us", "UTC")) for name in instants),
        *(pl.col(name).str.to_date(strict=False) for name in days),
    )
    return with_day(frame).select(column.name for column in columns)


def with_day(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with the day of each row's instant."""
    return frame.with_columns(day=pl.col("occurred_at").dt.date())


def _parsed(schema: dict[str, pl.DataType], lines: list[bytes]) -> pl.DataFrame:
    try:
        return _whole(pl.read_ndjson(b"\n".join(lines), schema=schema))
    except pl.exceptions.PolarsError:
        kept = [_alone(schema, line) for line in lines]
        frames = [frame for frame in kept if frame is not None]
        log.warning("lines that are no rows were left out", lines=len(lines) - len(frames))
        return pl.concat(frames) if frames else pl.DataFrame(schema=schema)


def _alone(schema: dict[str, pl.DataType], line: bytes) -> pl.DataFrame | None:
    try:
        msgspec.json.decode(line)
        return _whole(pl.read_ndjson(line, schema=schema))
    except (msgspec.DecodeError, UnicodeDecodeError, pl.exceptions.PolarsError):
        return None


def _whole(frame: pl.DataFrame) -> pl.DataFrame:
    """Return only rows with an id and an instant: without them a row is nobody's and nowhere."""
    return frame.drop_nulls(["event_id", "occurred_at"])
