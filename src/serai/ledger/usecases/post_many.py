"""Post many entries at once."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from serai.ledger.domain.entry import Entry
from serai.ledger.usecases.write_entries import Draft, write_many
from serai.plumbing.db import execute, unit_of_work

IN_ONE_STATEMENT = 5_000


def post_many(entries: Iterable[Entry], *, now: datetime) -> int:
    """
    Post entries in their order, all of them or none; return how many are new.

    For imports and for several entries of one change. An entry whose reference is there with the same
    content is passed over. Each balance is as if they had been posted one after another, and none may fall
    below zero in between where that is forbidden.

    Raises:
        BadEntry: an entry could not mean anything.
        Unbalanced: an entry does not sum to zero in some unit.
        AccountNotFound: an account given by its id was never opened.
        InsufficientBalance: an account that may not be negative would be.
        ReferenceReused: a reference was first used for something else, or comes twice.
    """
    waiting, new = iter(entries), 0
    with unit_of_work():
        execute("SET LOCAL plan_cache_mode = force_custom_plan")  # planned for as many as there are
        while part := [Draft(entry) for entry in islice(waiting, IN_ONE_STATEMENT)]:
            new += write_many(part, now=now)
    return new
