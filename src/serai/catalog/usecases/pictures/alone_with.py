"""One at a time writes or deletes the files of a picture."""

from collections.abc import Iterator
from contextlib import contextmanager

from serai.plumbing.db import refuse_inside_work, rows

_KEY = "hashtextextended(%s, 23)"


@contextmanager
def alone_with(stem: str) -> Iterator[None]:
    """
    Let one connection at a time, of any machine, change the files of a picture; it ends with the connection.

    Outside any transaction, since files may lie far away.
    """
    refuse_inside_work()
    rows(f"SELECT pg_advisory_lock({_KEY})::text", [stem])
    try:
        yield
    finally:
        rows(f"SELECT pg_advisory_unlock({_KEY})", [stem])
