"""Post an entry with the last statement of a unit of work."""

from collections.abc import Iterable
from datetime import datetime

from serai.ledger.domain.account import Account
from serai.ledger.domain.entry import Entry
from serai.ledger.usecases.post import post
from serai.ledger.usecases.write_entries import Draft, write_last
from serai.plumbing.db import current_work


def post_at_close(entry: Entry, *, opens: Iterable[Account] = (), now: datetime) -> None:
    """
    Post an entry when the open unit of work ends, folded into the statement that closes it.

    No statement more, and busy accounts are locked for the commit only, not while the rest of the change is
    made. A second entry of the same unit of work is posted at once. What is refused undoes the
    whole unit of work, so it is for entries that nothing but a mistake could refuse.

    Args:
        entry: what happened.
        opens: what else is opened when one of its accounts must be: those that will be needed soon.
        now: the present instant.

    Raises:
        BadEntry: it could not mean anything.
        Unbalanced: its postings do not sum to zero in some unit.
        RuntimeError: no unit of work is open.
    """
    work = current_work()
    if work.last is not None:
        post(entry, now=now)
        return
    work.last = write_last(Draft(entry), opens, now=now)
