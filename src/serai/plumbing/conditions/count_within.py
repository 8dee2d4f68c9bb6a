"""Count while somebody types: soon, or not at all."""

from collections.abc import Callable
from typing import TypeVar

import psycopg
from django.db import OperationalError, transaction

from serai.plumbing.db import execute, rows

PATIENCE_MS = 1500
T = TypeVar("T")


def count_within(count: Callable[[], T], *, patience_ms: int = PATIENCE_MS) -> T | None:
    """
    Return what `count` returns, or `None` if one of its statements takes longer than `patience_ms`.

    The database itself stops the statement; nothing goes on in the background.
    """
    try:
        with transaction.atomic():
            [(before,)] = rows("SELECT current_setting('statement_timeout')")
            _patience(f"{patience_ms}ms")
            found = count()
            _patience(before)
    except OperationalError as error:
        if isinstance(error.__cause__, psycopg.errors.QueryCanceled):
            return None
        raise
    return found


def _patience(setting: str) -> None:
    execute("SELECT set_config('statement_timeout', %s, true)", [setting])
