"""Post an entry."""

from contextlib import nullcontext
from datetime import datetime

from serai.ledger.domain.entry import Entry
from serai.ledger.queries.entry_view import EntryView
from serai.ledger.usecases.write_entries import Draft, write_entry
from serai.plumbing.db import unit_of_work


def post(entry: Entry, *, now: datetime) -> EntryView:
    """
    Post an entry, once: its reference with the same content again returns what was posted first.

    One statement (two where lots are kept); joins the caller's unit of work. A refusal writes nothing. Accounts
    that are named, not given by id, open at first use. Several entries of one unit of work go
    through `post_many`, which locks all their accounts in one order.

    Raises:
        BadEntry: it could not mean anything.
        Unbalanced: its postings do not sum to zero in some unit.
        AccountNotFound: an account given by its id was never opened.
        InsufficientBalance: an account that may not be negative would be.
        ReferenceReused: the reference was first used for something else.
        BadUnit: a named account cannot be opened because of its unit.
        BadAccount: a named account cannot be opened.
    """
    alone = all(p.name is not None and not p.name.kind.keeps_lots for p in entry.postings)
    with nullcontext() if alone else unit_of_work():  # one statement is a transaction of its own
        return write_entry(Draft(entry), now=now)[0]
