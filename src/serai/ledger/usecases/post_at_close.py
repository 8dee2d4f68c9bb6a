"""Post an entry with the last statement of a unit of work."""

from collections.abc import Iterable
from datetime import datetime

from serai.ledger.domain.account import Account
from serai.ledger.domain.entry import Entry, check_entry
from serai.ledger.usecases.open_account import open_accounts
from serai.ledger.usecases.post import post
from serai.ledger.usecases.write_entries import Draft
from serai.ledger.usecases.write_plain_entry import is_plain, plain_part
from serai.plumbing.db import current_work


def post_at_close(entry: Entry, *, opens: Iterable[Account] = (), now: datetime) -> None:
    """
    Post an entry when the open unit of work ends, folded into the statement that closes it.

    No statement more, and busy accounts are locked for the commit only, not while the rest of the change is
    made. A second entry of the same unit of work, and one that is not plain, is posted at once. What is
    refused undoes the whole unit of work, so it is for entries that nothing but a mistake could refuse.

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
    if work.last is not None or not is_plain(entry):
        post(entry, now=now)
        return
    check_entry(entry)

    def the_long_way() -> None:
        open_accounts(opens, now=now)
        post(entry, now=now)

    work.last = plain_part(Draft(entry), the_long_way, now=now)
