"""
Write a plain entry as a part of another statement: most entries are plain.

Plain is what names its accounts, each once, all of which may be negative: then nothing can be short, no lot
moves, and that it balances is known before it is sent. What is left is to lock the accounts in the order of their
ids, as `write_entries` does and for its reasons, and to write. Whatever is not as expected (an account that
was never opened, a reference that is known) writes nothing, and the caller goes the long way.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from serai.ledger.domain.entry import Entry
from serai.ledger.usecases.write_entries import Draft
from serai.plumbing.db.closing import LastPart


def is_plain(entry: Entry) -> bool:
    """Return whether an entry's accounts are named, differ, and may all be negative."""
    names = [posting.name for posting in entry.postings]
    known = all(name is not None and name.kind.may_be_negative for name in names)
    return known and len({posting.account_id for posting in entry.postings}) == len(names)


def plain_part(draft: Draft, otherwise: Callable[[], object], *, now: datetime) -> LastPart:
    """
    Return what a statement is to do to post a plain entry that balances.

    Args:
        draft: the entry.
        otherwise: called when nothing was written.
        now: the present instant.
    """
    entry = draft.entry

    def take(found: list[tuple[Any, ...]]) -> None:
        if not found:
            otherwise()

    return LastPart(
        _PARTS,
        "SELECT id FROM begun",
        {
            "entry_id": draft.id,
            "entry_kind": entry.kind,
            "entry_reference": entry.reference,
            "entry_note": entry.note,
            "entry_lines": len(entry.postings),
            "entry_fingerprint": entry.fingerprint,
            "entry_happened": entry.occurred_at or now,
            "entry_now": now,
            "entry_accounts": [posting.account_id for posting in entry.postings],
            "entry_amounts": [posting.amount for posting in entry.postings],
        },
        take,
    )


_PARTS = """locked AS MATERIALIZED (
  SELECT id, balance FROM ledger_account
  WHERE id = ANY(%(entry_accounts)s::uuid[]) AND may_be_negative ORDER BY id FOR UPDATE
), begun AS (
  INSERT INTO ledger_entry (id, kind, reference, note, lines, fingerprint, occurred_at, posted_at)
  SELECT %(entry_id)s::uuid, %(entry_kind)s, %(entry_reference)s, %(entry_note)s,
    %(entry_lines)s::smallint, %(entry_fingerprint)s::bytea, %(entry_happened)s::timestamptz,
    %(entry_now)s::timestamptz
  WHERE (SELECT count(*) FROM locked) = %(entry_lines)s::smallint
  ON CONFLICT (reference) DO NOTHING
  RETURNING id
), moved AS MATERIALIZED (
  SELECT begun.id AS entry_id, line, account_id, amount, locked.balance + amount AS balance
  FROM begun, unnest(%(entry_accounts)s::uuid[], %(entry_amounts)s::bigint[]) WITH ORDINALITY
    AS m (account_id, amount, line)
  JOIN locked ON locked.id = account_id
), posted AS (
  INSERT INTO ledger_posting (entry_id, line, account_id, amount, balance, occurred_at)
  SELECT entry_id, line, account_id, amount, balance, %(entry_happened)s::timestamptz
  FROM moved ORDER BY line
), changed AS (
  UPDATE ledger_account AS a SET balance = moved.balance FROM moved WHERE a.id = moved.account_id
)"""
