"""
Rows in an order in which none is ever skipped.

Keys are handed out before transactions commit: a reader that remembers the greatest key it saw loses the
rows of whoever commits later with a smaller one. So rows are read in the order of their transactions, and
only those of transactions below the horizon: all of them have ended, and none can begin there any more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from serai.plumbing.db import rows

_NEVER = 2**63 - 1


class Place(NamedTuple):
    """Where reading goes on: after this row; an empty key is before all rows of the transaction."""

    transaction: int
    key: str


START = Place(-1, "")


@dataclass(frozen=True, slots=True)
class Horizon:
    """
    Which transactions have ended for certain: those below `below`.

    After a dump was restored into another cluster there are also rows of transactions that this cluster
    has not had yet, from `beyond` on: they, too, have ended.
    """

    below: int
    beyond: int = _NEVER


class WrittenRow(NamedTuple):
    """A row: which transaction wrote it, its key as text, and its fields."""

    transaction: int
    key: str
    fields: dict[str, Any]

    @property
    def place(self) -> Place:
        """Return where reading goes on after it."""
        return Place(self.transaction, self.key)


def horizon() -> Horizon:
    """Return the present horizon, with transactions beyond those that this cluster has had."""
    [(below, beyond)] = rows(
        "SELECT pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint"
        " FROM pg_current_snapshot() AS now"
    )
    return Horizon(below, beyond)


class AppendOnlyTable:
    """
    A table with the column of `note_transactions`, and how its rows are told.

    What is told of a row never changes its shape: a new field is a new name, such as `pricing.price.2`.
    """

    def __init__(
        self,
        name: str,
        table: str,
        fields: Mapping[str, str],
        *,
        key_type: str = "bigint",
        joins: str = "",
    ) -> None:
        """
        Describe a table.

        Args:
            name: what its rows are called, such as `inventory.movement`.
            table: the table; its key is `id`, and in SQL it is `t`.
            fields: by name an SQL expression that gives text, a truth value, a whole number below 2**53,
                or JSON of these. Names are lower-case words of ASCII.
            key_type: the key's type in the database.
            joins: further tables that the expressions name.
        """
        self.name, self.table, self.fields = name, table, tuple(fields)
        told = ", ".join(f"{expression} AS {field}" for field, expression in fields.items())
        self._told = (
            f"SELECT t.written_by::text::bigint, t.id::text, {told} FROM {table} AS t {joins}"  # noqa: S608
        )
        self._key_type = key_type

    def after(self, place: Place, until: Horizon, *, limit: int) -> list[WrittenRow]:
        """Return the rows after `place` whose transactions have ended, in order; one statement."""
        later = "true"
        if place.key:
            key = f"%(key)s::{self._key_type}"
            later = f"(t.written_by, t.id) > (%(transaction)s::text::xid8, {key})"
        elif place != START:
            later = "t.written_by >= %(transaction)s::text::xid8"
        found = rows(
            f"{self._told} WHERE {later} AND (t.written_by < %(below)s::text::xid8"
            " OR t.written_by >= %(beyond)s::text::xid8) ORDER BY t.written_by, t.id LIMIT %(limit)s",
            {**place._asdict(), "below": until.below, "beyond": until.beyond, "limit": limit},
        )
        return [self._row(row) for row in found]

    def by_keys(self, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Return the fields of rows by their key; one statement. Keys without a row are left out."""
        found = rows(f"{self._told} WHERE t.id = ANY(%s::{self._key_type}[])", [list(keys)])
        return {key: dict(zip(self.fields, values, strict=True)) for _, key, *values in found}

    def _row(self, row: tuple[Any, ...]) -> WrittenRow:
        transaction, key, *values = row
        return WrittenRow(transaction, key, dict(zip(self.fields, values, strict=True)))


def instant(column: str) -> str:
    """Return the SQL of an instant as text, in UTC, to the microsecond."""
    return f"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
