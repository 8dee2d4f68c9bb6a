"""Entries with their postings."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.plumbing.db import rows


class EntryNotFound(DomainError):
    """There is no such entry."""

    code = "ledger.entry_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, entry_id: UUID) -> None:
        self.entry_id = entry_id
        super().__init__(f"There is no entry {entry_id}.")


@dataclass(frozen=True, slots=True)
class PostingView:
    """A line of an entry: debits above zero, credits below; `balance` is debits less credits after it."""

    account_id: UUID
    kind: str
    owner: str
    unit: str
    amount: int
    balance: int


@dataclass(frozen=True, slots=True)
class EntryView:
    """Something that was posted."""

    id: UUID
    kind: str
    reference: str
    note: str
    reverses_id: UUID | None
    occurred_at: datetime
    posted_at: datetime
    postings: tuple[PostingView, ...]


def entry_view(entry_id: UUID) -> EntryView:
    """
    Return one entry; one statement.

    Raises:
        EntryNotFound: no such entry.
    """
    found = _entries(f"{_ENTRIES} WHERE id = %s", [entry_id])
    if not found:
        raise EntryNotFound(entry_id)
    return found[0]


def entry_of_reference(reference: str) -> tuple[EntryView, bytes] | None:
    """Return the entry of that reference and the fingerprint of its content; two statements."""
    found = rows("SELECT id, fingerprint FROM ledger_entry WHERE reference = %s", [reference])
    if not found:
        return None
    [(entry_id, fingerprint)] = found
    return entry_view(entry_id), bytes(fingerprint)


def is_posted(reference: str) -> bool:
    """Return whether an entry of that reference is there; one statement."""
    return bool(rows("SELECT FROM ledger_entry WHERE reference = %s", [reference]))


def entry_page(*, cursor: str | None = None, limit: int = 50) -> Page[EntryView]:
    """
    Return entries, the newest first; one statement.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    before = decode_cursor(cursor, UUID)[0] if cursor else UUID(int=2**128 - 1)
    found = _entries(f"{_ENTRIES} WHERE id < %s ORDER BY id DESC LIMIT %s", [before, limit + 1])
    shown = found[:limit]
    return Page(shown, encode_cursor(shown[-1].id) if len(found) > limit else None)


_ENTRIES = "SELECT id, kind, reference, note, reverses_id, occurred_at, posted_at FROM ledger_entry"


def _entries(select: str, params: list[object]) -> list[EntryView]:
    """Run one statement for some entries with all their lines; the newest first."""
    heads: dict[UUID, tuple[Any, ...]] = {}
    lines: dict[UUID, list[PostingView]] = defaultdict(list)
    for *head, account_id, kind, owner, unit, amount, balance in rows(
        f"""
WITH wanted AS MATERIALIZED ({select})
SELECT wanted.*, a.id, a.kind, a.owner, a.unit, p.amount, p.balance
FROM wanted
JOIN ledger_posting AS p ON p.entry_id = wanted.id
JOIN ledger_account AS a ON a.id = p.account_id
ORDER BY wanted.id DESC, p.line""",  # noqa: S608 -- constants only
        params,
    ):
        heads[head[0]] = tuple(head)
        lines[head[0]].append(PostingView(account_id, kind, owner, unit, amount, balance))
    return [
        EntryView(
            key, kind, reference, note, reverses_id, occurred_at, posted_at, tuple(lines[key])
        )
        for key, kind, reference, note, reverses_id, occurred_at, posted_at in heads.values()
    ]
