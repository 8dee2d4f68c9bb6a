"""Entries that people write."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.ledger.domain.entry import Entry, Posting
from serai.ledger.queries.entry_view import EntryView, entry_view
from serai.ledger.usecases.post import post
from serai.ledger.usecases.reverse import reverse
from serai.plumbing.db import unit_of_work

BY_HAND = "ledger.by_hand"


class NotWrittenByHand(DomainError):
    """The entry follows from something else in the shop; what it follows from is to be undone there."""

    code = "ledger.not_written_by_hand"
    kind = Kind.CONFLICT

    def __init__(self, entry_id: UUID, entry_kind: str) -> None:
        self.entry_id, self.entry_kind = entry_id, entry_kind
        super().__init__(
            f"This entry was posted by the shop ({entry_kind}); undo what it follows from, such as"
            " by a refund."
        )


def post_by_hand(
    reference: str, postings: Sequence[Posting], *, note: str, now: datetime
) -> EntryView:
    """
    Post an entry that a person wrote; as `post`, and with the same refusals.

    References of people are apart from those of the shop.
    """
    return post(Entry(BY_HAND, f"by hand: {reference}", tuple(postings), note), now=now)


@unit_of_work()
def reverse_by_hand(entry_id: UUID, *, reason: str, now: datetime) -> EntryView:
    """
    Reverse an entry that a person wrote.

    Raises:
        EntryNotFound: no such entry.
        NotWrittenByHand: the shop posted it.
        NotReversible: it was reversed already for another reason.
        InsufficientBalance: what it brought is not there any more.
    """
    kind = entry_view(entry_id).kind
    if kind != BY_HAND:
        raise NotWrittenByHand(entry_id, kind)
    return reverse(entry_id, reason=reason, now=now)
