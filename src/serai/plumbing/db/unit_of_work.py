"""One transaction for one change, closed by one statement that writes what the change tells."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from serai.plumbing.db.closing import Closing, write_closing
from serai.plumbing.db.outermost import Outermost

_current: ContextVar[Closing | None] = ContextVar("unit of work", default=None)


@contextmanager
def unit_of_work() -> Iterator[Closing]:
    """
    Open a transaction, or join the caller's.

    Events, jobs and the kept answer are gathered while it runs and written by one statement before the
    outermost one commits: a crash leaves all of it or nothing. A failure inside, even one that the caller
    swallows, undoes the whole.
    """
    joined = _current.get()
    if joined is not None:
        try:
            yield joined
        except BaseException:
            transaction.set_rollback(True)
            raise
        return
    closing = Closing()
    token = _current.set(closing)
    try:
        with Outermost():
            yield closing
            write_closing(closing)
    finally:
        _current.reset(token)
        for act in closing.afterwards:
            act()


def current_work() -> Closing:
    """
    Return the open unit of work.

    Raises:
        RuntimeError: none is open; events and jobs are written with the change that they tell.
    """
    closing = _current.get()
    if closing is None:
        raise RuntimeError("No unit of work is open; wrap the change in unit_of_work().")
    return closing


def forget_with_work(forget: Callable[[], None]) -> None:
    """
    Let this process forget what it keeps of what changes: now, and when the open unit of work is over.

    Before the commit others read what was, and keep it; the work itself reads what may be undone.

    Args:
        forget: drops what is kept; cheap, and never fails.
    """
    forget()
    closing = _current.get()
    if closing is not None and forget not in closing.afterwards:
        closing.afterwards.append(forget)


def refuse_inside_work() -> None:
    """
    Stand before a network call: nobody's rows stay locked while a stranger thinks.

    Raises:
        RuntimeError: a unit of work is open.
    """
    if _current.get() is not None:
        raise RuntimeError("A unit of work is open; the network is called before or after it.")
