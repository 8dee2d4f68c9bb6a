"""Entries before they are posted."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from serai.kernel.errors import DomainError, Kind
from serai.ledger.domain.account import Account

MOST = 10**15
"""Smallest units in one posting: more is a mistake."""
MOST_POSTINGS = 1_000


class BadEntry(DomainError):
    """An entry that could not mean anything: too few postings, nothing moved, far too much."""

    code = "ledger.bad_entry"
    kind = Kind.REJECTED

    def __init__(self, reference: str, why: str) -> None:
        self.reference, self.why = reference, why
        super().__init__(f"The entry {reference!r} cannot be posted: {why}.")


class Unbalanced(DomainError):
    """Debits and credits differ; nothing was written."""

    code = "ledger.unbalanced"
    kind = Kind.REJECTED

    def __init__(self, reference: str, unit: str, difference: int) -> None:
        self.reference, self.unit, self.difference = reference, unit, difference
        super().__init__(
            f"Debits less credits of {reference!r} must be 0 in {unit}; they are {difference}."
        )


class Posting(Struct, frozen=True):
    """
    One line of an entry.

    `amount` is in the smallest unit: above zero it debits, below zero it credits. `name` lets the account
    open at first use. `expires_at` is for an increase of an account that keeps lots.
    """

    account_id: UUID
    amount: int
    name: Account | None = None
    expires_at: datetime | None = None


def debit(account: Account | UUID, amount: int, *, expires_at: datetime | None = None) -> Posting:
    """Return the posting that debits an account with so many of the smallest unit."""
    if isinstance(account, UUID):
        return Posting(account, amount, None, expires_at)
    return Posting(account.id, amount, account, expires_at)


def credit(account: Account | UUID, amount: int, *, expires_at: datetime | None = None) -> Posting:
    """Return the posting that credits an account with so many of the smallest unit."""
    return debit(account, -amount, expires_at=expires_at)


class Entry(Struct, frozen=True):
    """
    Something that happened, to be posted.

    `kind` is `context.what`. `reference` is the caller's name of it, unique in the whole ledger: posting it
    again changes nothing. Without `occurred_at` it happened when it is posted.
    """

    kind: str
    reference: str
    postings: tuple[Posting, ...]
    note: str = ""
    occurred_at: datetime | None = None

    @property
    def fingerprint(self) -> bytes:
        """Return the digest of what it says; the clock is no part of it."""
        said = (
            self.kind,
            self.note,
            [(p.account_id, p.amount, p.expires_at) for p in self.postings],
        )
        return hashlib.sha256(msgspec.json.encode(said)).digest()


def check_entry(entry: Entry) -> None:
    """
    Refuse what is wrong with an entry by itself; what accounts it names is the database's to know.

    Raises:
        BadEntry: too few or too many postings, an amount of zero, or far too much.
        Unbalanced: its postings do not sum to zero, as far as the units of its accounts are known.
    """
    if why := _fault(entry):
        raise BadEntry(entry.reference, why)
    if all(posting.name for posting in entry.postings):
        for unit, difference in _sums(entry.postings).items():
            if difference:
                raise Unbalanced(entry.reference, unit, difference)


def _fault(entry: Entry) -> str:
    if not 1 <= len(entry.reference) <= 200 or not 1 <= len(entry.kind) <= 50:
        return "its reference must have 1 to 200 characters, its kind 1 to 50"
    if len(entry.note) > 500 or "\x00" in entry.note + entry.reference + entry.kind:
        return "its note must have at most 500 characters, and no text a NUL"
    if not 2 <= len(entry.postings) <= MOST_POSTINGS:
        return f"it must have 2 to {MOST_POSTINGS:,} postings"
    if any(type(p.amount) is not int or not 0 < abs(p.amount) <= MOST for p in entry.postings):
        return f"each amount must be a whole number, not 0, of at most {MOST:,}"
    return ""


def _sums(postings: Sequence[Posting]) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for posting in postings:
        if posting.name:
            sums[posting.name.unit] += posting.amount
    return sums
