"""Plain SQL where it pays: prepared by the server, counted by the tests like any other query."""

from collections.abc import Iterable, Sequence
from threading import local
from time import monotonic
from typing import Any, cast

import psycopg
from django.db import DEFAULT_DB_ALIAS, close_old_connections, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from msgspec import Struct
from psycopg import sql
from psycopg.pq.abc import PGresult

from serai.plumbing.db.numbered import in_numbers
from serai.plumbing.db.sender import Sender

_KEPT = "serai_sender"
_thread = local()
Params = Sequence[Any] | dict[str, Any] | None


class StatementPart(Struct, frozen=True):
    """
    A common table expression that its context hands to whoever writes in the same moment.

    `text` is `name AS (…)`; the names of its parameters are its own.
    """

    text: str
    params: dict[str, Any]


def execute(query: str, params: Params = None) -> int:
    """Run one statement and return how many rows it touched."""
    _, result = _run(query, params)
    return result.command_tuples or 0


def rows(query: str, params: Params = None) -> list[tuple[Any, ...]]:
    """Run one statement and return its rows as tuples."""
    sender, result = _run(query, params)
    return sender.rows(result)


def dict_rows(query: str, params: Params = None) -> list[dict[str, Any]]:
    """Run one statement and return its rows as dictionaries by column name."""
    sender, result = _run(query, params)
    names = [(result.fname(place) or b"").decode() for place in range(result.nfields)]
    return [dict(zip(names, row, strict=True)) for row in sender.rows(result)]


def copy_into(table: str, columns: Sequence[str], records: Iterable[Sequence[Any]]) -> int:
    """Stream `records` into `table` with COPY; return how many there were."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(*table.split(".")), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    count = 0
    connection.ensure_connection()
    with _cursor() as cursor, cursor.copy(statement) as copy:
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
    with connection.wrap_database_errors, _cursor() as cursor, cursor.copy(statement) as copy:
        for block in blocks:
            copy.write(block)


def copy_csv_out(query: str, params: Params = None) -> bytes:
    """Run a query with COPY and return its rows as CSV with a header; NULL is an empty field."""
    statement = f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)"
    connection.ensure_connection()
    with (
        connection.wrap_database_errors,
        _cursor() as cursor,
        cursor.copy(statement, params) as copy,
    ):
        return b"".join(copy)


def _cursor() -> "psycopg.Cursor[tuple[Any, ...]]":
    return psycopg.Cursor(cast("psycopg.Connection[Any]", connection.connection))


def mend_connection() -> None:
    """Let this thread's connection be made anew when something went wrong with it, or its time has come."""
    here = connection_here()
    if here.errors_occurred or not here.autocommit or here.close_at is not None:
        close_old_connections()


def _run(query: str, params: Params) -> tuple[Sender, PGresult]:
    here = connection_here()
    if here.needs_rollback:
        here.validate_no_broken_transaction()
    if here.connection is None:
        here.ensure_connection()
    sender = getattr(here.connection, _KEPT, None)
    if sender is None:
        sender = Sender(here.connection)
        setattr(here.connection, _KEPT, sender)
    text = query
    ordered: Sequence[Any] = ()
    if params is not None:
        numbered = in_numbers(query)
        text, ordered = numbered.text, numbered.ordered(params)
    started = monotonic() if here.force_debug_cursor else 0.0
    try:
        result = sender.run(text, ordered)
    except psycopg.Error:
        with here.wrap_database_errors:  # entered where it has something to do
            raise
    if here.force_debug_cursor:
        here.queries_log.append({"sql": query, "time": f"{monotonic() - started:.3f}"})
    return sender, result


def connection_here() -> BaseDatabaseWrapper:
    """Return this thread's connection; Django looks for it in two places each time."""
    try:
        kept: BaseDatabaseWrapper = _thread.connection
    except AttributeError:
        kept = _thread.connection = connections[DEFAULT_DB_ALIAS]
    return kept
