"""
Which shared rows each transaction locks, and in which order: seen from outside, in the rows' own marks.

PostgreSQL marks a row with the transaction that locks, changes or deletes it. Another connection sees the mark on
the row as it was committed last; so after each statement it tells what that statement has locked, however
it did. Rows that a transaction makes nobody else can want, and nobody outside sees them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from traceback import extract_stack
from typing import Any

import psycopg
from django.db import connection

from serai.plumbing.db.sender import Sender

SHARED = {
    "ordering_order": "id",
    "ordering_cart": "id",
    "ledger_account": "id",
    "fulfilment_site": "location_id",
    "fulfilment_day_load": "(location_id, day)",
    "pricing_promotion_budget": "promotion_id",
    "pricing_coupon": "id",
    "pricing_holder_use": "subject",
    "inventory_ahead_terms": "(variant_id, channel_code)",
    "inventory_waiting": "variant_id",
    "inventory_reservation": "id",
    "inventory_balance": "(variant_id, location_id)",
}
"""What orders may want from one another, and by which key each statement locks several rows of it."""
_MARKED = (
    "WITH mine AS MATERIALIZED (SELECT transactionid FROM pg_locks"
    + (" WHERE locktype = 'transactionid' AND mode = 'ExclusiveLock' AND pid = %s) ")
    + " UNION ALL ".join(
        f"SELECT '{table}', {key}::text FROM {table}"
        " WHERE xmax = ANY (ARRAY(SELECT transactionid FROM mine))"
        for table, key in SHARED.items()
    )
)
_CLOSES = "plumbing_event", "entry_accounts"


@dataclass(frozen=True, slots=True)
class Lock:
    """Rows that one statement has locked first, and who sent it."""

    table: str
    keys: frozenset[str]
    sent_by: str
    at_close: bool


@dataclass(slots=True)
class Transaction:
    """What one transaction has locked, in that order."""

    locks: list[Lock] = field(default_factory=list)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def note(self, statement: str, marked: list[tuple[str, str]]) -> None:
        """Take note of what a statement has locked; of its tables in the order in which it names them."""
        new = set(marked) - self._seen
        self._seen |= new
        sent_by, at_close = _sent_by(), any(word in statement for word in _CLOSES)
        for table in sorted({table for table, _ in new}, key=statement.find):
            keys = frozenset(key for there, key in new if there == table)
            self.locks.append(Lock(table, keys, sent_by, at_close))


@contextmanager
def locks_noted() -> Iterator[list[Transaction]]:
    """Note what each transaction of this thread locks meanwhile. For tests that commit."""
    found: list[Transaction] = []
    blocks: list[Any] = []
    params = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    plain = Sender.run

    with psycopg.connect(
        **{name: params[name] for name in names if name in params}, autocommit=True
    ) as outside:

        def look(statement: str) -> None:
            if not connection.in_atomic_block:
                return
            block = connection.atomic_blocks[0]
            if not blocks or blocks[-1] is not block:
                blocks.append(block)
                found.append(Transaction())
            pid = connection.connection.pgconn.backend_pid
            found[-1].note(statement, outside.execute(_MARKED, [pid]).fetchall())

        def run(sender: Sender, text: str, given: Any) -> Any:
            result = plain(sender, text, given)
            look(text)
            return result

        def execute(act: Callable[..., Any], statement: str, *more: Any) -> Any:
            result = act(statement, *more)
            if not statement.startswith("TRUNCATE"):
                look(statement)
            return result

        Sender.run = run  # type: ignore[method-assign] # it is listened to, and runs
        try:
            with connection.execute_wrapper(execute):
                yield found
        finally:
            Sender.run = plain  # type: ignore[method-assign]


def _sent_by() -> str:
    """Return the use cases that sent a statement, outermost first."""
    files = [
        frame.filename.split("/usecases/")[1].removesuffix(".py")
        for frame in extract_stack()
        if "/usecases/" in frame.filename
    ]
    return " > ".join(dict.fromkeys(files))
