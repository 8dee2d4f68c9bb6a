"""Read the next batch while this one is written."""

from collections.abc import Iterator
from queue import Full, Queue
from threading import Event, Thread
from typing import TypeVar

from django.db import connection

T = TypeVar("T")
_AHEAD = 2
_PATIENCE = 0.2


class _End:
    """The last thing that a reader hands over, with the error that stopped it, if one did."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def read_ahead(batches: Iterator[T]) -> Iterator[T]:
    """
    Yield the same batches, read by a thread with a database connection of its own.

    Inside a transaction nothing is read ahead: another connection would not see what it has written.
    """
    if connection.in_atomic_block:
        yield from batches
        return
    handed: Queue[T | _End] = Queue(_AHEAD)
    enough = Event()
    thread = Thread(target=_read, args=(batches, handed, enough), name="read ahead", daemon=True)
    thread.start()
    try:
        while not isinstance(batch := handed.get(), _End):
            yield batch
        if batch.error is not None:
            raise batch.error
    finally:
        enough.set()
        thread.join()


def _read(batches: Iterator[T], handed: "Queue[T | _End]", enough: Event) -> None:
    end = _End()
    try:
        for batch in batches:
            if not _hand_over(batch, handed, enough):
                return
    except Exception as error:  # noqa: BLE001 - whoever takes the batches raises it
        end = _End(error)
    finally:
        connection.close()
        _hand_over(end, handed, enough)


def _hand_over(batch: "T | _End", handed: "Queue[T | _End]", enough: Event) -> bool:
    while not enough.is_set():
        try:
            handed.put(batch, timeout=_PATIENCE)
        except Full:
            continue
        return True
    return False
