"""
Statements of one connection, sent by PostgreSQL's own library and prepared once.

A cursor of the driver finds out anew, for each statement, how its parameters are written and its columns are
read, and walks through four generators to send it: five times what the library itself costs. What is shared with
the driver are its ways of writing and reading values, its errors and the connection.
"""

from collections.abc import Sequence
from typing import Any, cast

import msgspec
import psycopg
from psycopg import errors
from psycopg.abc import Buffer
from psycopg.adapt import Loader, PyFormat, Transformer
from psycopg.pq import ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGresult

from serai.plumbing.db.lists import Lists

_TIMESTAMPTZ = psycopg.adapters.types["timestamptz"].oid
_INSTANTS = cast("type[Loader]", psycopg.adapters.get_loader(_TIMESTAMPTZ, Format.TEXT))
_AUTO = [PyFormat.AUTO]
_DONE = frozenset({ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK})
_OTHER_COLUMNS = "0A000"
"""A prepared statement would return other columns than before: a table has changed."""


class _JsonLoader(Loader):
    def load(self, data: Buffer) -> Any:
        """Return the JSON value."""
        return msgspec.json.decode(data)


class Sender:
    """Sends statements on one connection, which is its caller's alone."""

    __slots__ = ("_cursor", "_names", "_number", "_values", "connection")

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self.connection = connection
        connection.prepare_threshold = None  # it would forget ours with its own
        self._cursor = psycopg.RawCursor(connection)
        adapters = self._cursor.adapters
        adapters.register_loader("timestamptz", _INSTANTS)  # Django looks at each a second time
        for name in ("json", "jsonb"):  # Django keeps JSON as text for its own fields
            adapters.register_loader(name, _JsonLoader)
        adapters.register_dumper(list, Lists)
        self._values = Transformer(self._cursor)
        self._names: dict[tuple[str, tuple[int, ...]], bytes] = {}
        self._number = 0

    def run(self, text: str, params: Sequence[Any]) -> PGresult:
        """
        Run one statement; begin a transaction first when the connection keeps one and none is open.

        Raises:
            psycopg.Error: the database refuses it, or is gone.
        """
        connection, values = self.connection, self._values
        server = connection.pgconn
        if not connection.autocommit and server.transaction_status == TransactionStatus.IDLE:
            self._begin()
        sent: Any = values.dump_sequence(params, _AUTO * len(params))
        types = values.types or ()
        name = self._names.get((text, types)) or self._prepared(text, types)
        result = server.exec_prepared(name, sent, values.formats)
        if result.status not in _DONE:
            result = self._refused(result, text, params)
        return result

    def rows(self, result: PGresult) -> list[tuple[Any, ...]]:
        """Return the rows of a result."""
        if not result.ntuples:
            return []
        self._values.set_pgresult(result)
        return self._values.load_rows(0, result.ntuples, tuple)

    def _begin(self) -> None:
        connection = self.connection
        asked = connection.isolation_level, connection.read_only, connection.deferrable
        if asked == (None, None, None):
            _checked(connection.pgconn.exec_(b"BEGIN"))
        else:
            connection.execute("")  # the driver begins it as it is asked to

    def _prepared(self, text: str, types: tuple[int, ...]) -> bytes:
        """Prepare a statement; the connection keeps as many as the driver would."""
        server, names = self.connection.pgconn, self._names
        most = self.connection.prepared_max
        if most is not None and len(names) >= most:
            oldest = names.pop(next(iter(names)))
            _checked(server.exec_(b"DEALLOCATE " + oldest))
        name = f"serai_{self._number}".encode()
        self._number += 1
        _checked(server.prepare(name, text.encode(), types))
        names[text, types] = name
        return name

    def _refused(self, result: PGresult, text: str, params: Sequence[Any]) -> PGresult:
        """Run a statement anew whose columns have changed since it was prepared; else raise the refusal."""
        refusal = _error_of(result)
        idle = self.connection.pgconn.transaction_status == TransactionStatus.IDLE
        if refusal.sqlstate != _OTHER_COLUMNS:
            raise refusal
        found = [key for key in self._names if key[0] == text]
        for key in found:
            del self._names[key]
        if not (idle and found):
            raise refusal
        return self.run(text, params)


def _checked(result: PGresult) -> None:
    if result.status not in _DONE:
        raise _error_of(result)


def _error_of(result: PGresult) -> psycopg.Error:
    """Return the driver's error; one without a code is the library's own: the server is gone."""
    error = errors.error_from_result(result)
    if error.sqlstate is None:
        return psycopg.OperationalError(str(error))
    return error
