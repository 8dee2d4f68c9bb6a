"""Do a transaction again that PostgreSQL has ended to let others go on."""

import random
from collections.abc import Callable
from time import sleep
from typing import TypeVar

import structlog
from django.db import OperationalError
from prometheus_client import Counter

from serai.plumbing.db.statements import connection_here

AT_MOST = 4
"""How often a transaction is tried, all in all."""
_LONGEST = 0.05
"""Seconds to wait before the second try, at most; twice and three times as many before the others."""
_ENDED = {"40P01": "deadlock", "40001": "serialization"}

log = structlog.get_logger("serai.db")
done_anew = Counter("serai_transactions_done_again", "Transactions that were done again.", ["why"])
T = TypeVar("T")


def done_again(act: Callable[[], T]) -> T:
    """
    Return what a transaction returns, doing it again when it was the victim of a deadlock.

    Nothing of a victim is left in the database, and nothing was told: what a unit of work tells is written with its
    commit. So `act` must be one transaction and no more: no call outside (`refuse_inside_work` stands before
    those), nothing changed in memory that it reads again, no stream that it has read. Inside another
    transaction it is done once: that one is over, too.

    Args:
        act: opens the transaction, and makes it whole.

    Raises:
        OperationalError: it was the victim every time, or the database is gone.
    """
    if connection_here().in_atomic_block:
        return act()
    for attempt in range(1, AT_MOST):
        try:
            return act()
        except OperationalError as error:
            why = _ENDED.get(getattr(error.__cause__, "sqlstate", None) or "")
            if why is None:
                raise
            done_anew.labels(why).inc()
            log.warning("transaction done again", why=why, attempt=attempt, error=str(error))
        sleep(random.uniform(0, attempt * _LONGEST))  # noqa: S311 - jitter
    return act()
