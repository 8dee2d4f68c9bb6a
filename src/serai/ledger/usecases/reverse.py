"""Undo an entry by its opposite."""

from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.ledger.domain.entry import Entry, Posting
from serai.ledger.queries.entry_view import EntryView, entry_view
from serai.ledger.usecases.write_entries import Draft, ReferenceReused, write_entry
from serai.plumbing.db import unit_of_work

REVERSAL = "ledger.reversal"


class NotReversible(DomainError):
    """A reversal is not reversed, and no entry twice; post anew what should be there."""

    code = "ledger.not_reversible"
    kind = Kind.CONFLICT

    def __init__(self, entry_id: UUID) -> None:
        self.entry_id = entry_id
        super().__init__(
            "This entry is a reversal or was reversed already; post a new entry instead."
        )


@unit_of_work()
def reverse(entry_id: UUID, *, reason: str, now: datetime) -> EntryView:
    """
    Post the opposite of an entry. Safe to repeat with the same reason; two statements (three with lots).

    Lots that the entry used get back what it took, with the end that they had.

    Raises:
        EntryNotFound: no such entry.
        NotReversible: it is a reversal, or was reversed for another reason.
        InsufficientBalance: what it brought is not there any more.
    """
    undone = entry_view(entry_id)
    if undone.reverses_id is not None:
        raise NotReversible(entry_id)
    postings = tuple(Posting(p.account_id, -p.amount) for p in undone.postings)
    entry = Entry(REVERSAL, f"reversal of {entry_id}", postings, note=reason)
    try:
        return write_entry(Draft(entry, reverses_id=entry_id), now=now)[0]
    except ReferenceReused:
        raise NotReversible(entry_id) from None
