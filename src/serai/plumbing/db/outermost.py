"""The transaction of a unit of work: Django's own, entered and left by a short way where nothing is unusual."""

from types import TracebackType
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS
from django.db.transaction import Atomic
from psycopg import errors
from psycopg.pq import ExecStatus, TransactionStatus

from serai.plumbing.db.statements import connection_here


class Outermost:
    """
    A block as `atomic` makes it; code inside cannot tell the difference.

    Around a transaction that begins, ends well and stands alone Django asks forty times what is known, and the driver
    commits through a lock and three generators: more than the statement itself costs. Whatever is not like
    that (a block around this one, a failure, a rollback that was asked for, statements that are listened to)
    is Django's to enter or to leave.
    """

    __slots__ = ("_block", "_here")

    def __enter__(self) -> None:
        here: Any = connection_here()
        self._here, self._block = here, Atomic(DEFAULT_DB_ALIAS, savepoint=True, durable=False)
        if here.connection is not None:
            here.close_if_health_check_failed()
        if (
            here.connection is None
            or here.in_atomic_block
            or not here.autocommit
            or here.force_debug_cursor
        ):
            self._block.__enter__()
            return
        with here.wrap_database_errors:
            here.connection.autocommit = False
        here.autocommit = False
        here.commit_on_exit, here.needs_rollback, here.in_atomic_block = True, False, True
        here.atomic_blocks.append(self._block)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        here = self._here
        if kind is not None or not self._stands_alone():
            self._block.__exit__(kind, error, trace)
            return
        try:
            with here.wrap_database_errors:
                _commit(here.connection)
        except BaseException as refusal:
            self._block.__exit__(type(refusal), refusal, refusal.__traceback__)
            raise
        here.atomic_blocks.pop()
        here.in_atomic_block = here.errors_occurred = False
        here.connection.autocommit = here.autocommit = True
        if here.run_on_commit:
            here.run_and_clear_commit_hooks()

    def _stands_alone(self) -> bool:
        here = self._here
        return (
            here.atomic_blocks == [self._block]
            and here.commit_on_exit
            and not here.savepoint_ids
            and not here.needs_rollback
            and not here.closed_in_transaction
            and not here.force_debug_cursor
            and here.connection.pgconn.transaction_status == TransactionStatus.INTRANS
        )


def _commit(connection: "psycopg.Connection[Any]") -> None:
    result = connection.pgconn.exec_(b"COMMIT")
    if result.status == ExecStatus.COMMAND_OK:
        return
    error = errors.error_from_result(result)
    raise psycopg.OperationalError(str(error)) if error.sqlstate is None else error
