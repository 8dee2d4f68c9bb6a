"""Plain SQL where it pays: prepared by the server, counted by the tests like any other query."""

from collections.abc import Iterable, Sequence
from time import monotonic
from typing import Any, TypeVar, cast

import msgspec
import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql
from psycopg.abc import Buffer
from psycopg.adapt import Loader

from serai.plumbing.db.numbered import in_numbers

_TIMESTAMPTZ = psycopg.adapters.types["timestamptz"].oid
_INSTANTS = cast("type[Loader]", psycopg.adapters.get_loader(_TIMESTAMPTZ, psycopg.pq.Format.TEXT))


class _JsonLoader(Loader):
    def load(self, data: Buffer) -> Any:
        """Return the JSON value."""
        return msgspec.json.decode(data)


C = TypeVar("C", bound="psycopg.Cursor[Any]")
_KEPT = "serai_cursor"
Params = Sequence[Any] | dict[str, Any] | None


def execute(query: str, params: Params = None) -> int:
    """Run one statement and return how many rows it touched."""
    return _run(query, params).rowcount


def rows(query: str, params: Params = None) -> list[tuple[Any, ...]]:
    """Run one statement and return its rows as tuples."""
    return _run(query, params).fetchall()


def dict_rows(query: str, params: Params = None) -> list[dict[str, Any]]:
    """Run one statement and return its rows as dictionaries by column name."""
    cursor = _run(query, params)
    names = [column.name for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def copy_into(table: str, columns: Sequence[str], records: Iterable[Sequence[Any]]) -> int:
    """Stream `records` into `table` with COPY; return how many there were."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(*table.split(".")), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    count = 0
    connection.ensure_connection()
    with _plain_cursor() as cursor, cursor.copy(statement) as copy:
        for record in records:
            copy.write_row(record)
            count += 1
    return count


def copy_csv_into(table: str, columns: Sequence[str], blocks: Iterable[bytes]) -> None:
    """Stream blocks of CSV without a header into `table` with COPY; an empty field is NULL."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(
        sql.Identifier(*table.split(".")), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    connection.ensure_connection()
    with connection.wrap_database_errors, _plain_cursor() as cursor, cursor.copy(statement) as copy:
        for block in blocks:
            copy.write(block)


def copy_csv_out(query: str, params: Params = None) -> bytes:
    """Run a query with COPY and return its rows as CSV with a header; NULL is an empty field."""
    statement = f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)"
    connection.ensure_connection()
    with (
        connection.wrap_database_errors,
        _plain_cursor() as cursor,
        cursor.copy(statement, params) as copy,
    ):
        return b"".join(copy)


def _run(query: str, params: Params) -> "psycopg.Cursor[tuple[Any, ...]]":
    here = connections[DEFAULT_DB_ALIAS]  # looked up once: it is a thread's own
    here.validate_no_broken_transaction()
    here.ensure_connection()
    started = monotonic()
    cursor = _kept_cursor(here)
    with here.wrap_database_errors:
        if params is None:
            cursor.execute(query)
        else:
            numbered = in_numbers(query)
            cursor.execute(numbered.text, numbered.ordered(params))
    if here.queries_logged:
        here.queries_log.append({"sql": query, "time": f"{monotonic() - started:.3f}"})
    return cursor


def _kept_cursor(here: BaseDatabaseWrapper) -> "psycopg.RawCursor[tuple[Any, ...]]":
    """Return the connection's own cursor: making one costs as much as a small statement."""
    kept = getattr(here, _KEPT, None)
    if kept is None or kept.closed or kept.connection is not here.connection:
        kept = _reading_plainly(psycopg.RawCursor(cast("psycopg.Connection[Any]", here.connection)))
        setattr(here, _KEPT, kept)
    return cast("psycopg.RawCursor[tuple[Any, ...]]", kept)


def _plain_cursor() -> "psycopg.Cursor[tuple[Any, ...]]":
    return _reading_plainly(psycopg.Cursor(cast("psycopg.Connection[Any]", connection.connection)))


def _reading_plainly(cursor: C) -> C:
    """Let a cursor read JSON and instants without what Django does to them: text, and a second look."""
    cursor.adapters.register_loader("timestamptz", _INSTANTS)
    for name in ("json", "jsonb"):  # Django keeps JSON as text for its own fields
        cursor.adapters.register_loader(name, _JsonLoader)
    return cursor
