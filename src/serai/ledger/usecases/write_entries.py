"""
The one statement that posts: entries, their postings, and the balances of the accounts they name.

PostgreSQL's READ COMMITTED hands over the newest version of a row only to whoever locks it, checks constraints
of an UPDATE on an older version first, and runs the parts of a statement in no promised order. So the accounts
are locked first, in the order of their ids, all that is decided is decided on the locked rows, and new balances
are made wholly from what the lock handed over. Nothing deadlocks, because nobody locks in another order.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.ledger.domain.account import Account, Side
from serai.ledger.domain.entry import Entry, Unbalanced, check_entry
from serai.ledger.domain.units import in_words
from serai.ledger.queries.account_view import AccountNotFound
from serai.ledger.queries.entry_view import EntryView, PostingView, entry_view
from serai.ledger.usecases.move_lots import LotMove, move_lots
from serai.ledger.usecases.open_account import open_accounts
from serai.plumbing.db import rows

AT_MOST = 8
"""How often a statement is made again whose reference somebody else was just posting."""


class InsufficientBalance(DomainError):
    """The account may not be negative and has less available than that; nothing was written."""

    code = "ledger.insufficient_balance"
    kind = Kind.CONFLICT

    def __init__(self, account_id: UUID, unit: str, *, short: int) -> None:
        self.account_id, self.unit, self.short = account_id, unit, short
        super().__init__(
            f"The account has too little available: {in_words(short, unit)} are missing."
        )


class ReferenceReused(DomainError):
    """The reference was first used for something else; nothing was written."""

    code = "ledger.reference_reused"
    kind = Kind.REJECTED

    def __init__(self, reference: str) -> None:
        self.reference = reference
        super().__init__(f"The reference {reference!r} was first used for something else.")


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry with what only the ledger itself says of it."""

    entry: Entry
    id: UUID = field(default_factory=uuid7)
    reverses_id: UUID | None = None
    frees: int = 0
    """By how much the first posting's account holds less after it."""


@dataclass(slots=True)
class _Outcome:
    known: dict[int, UUID] = field(default_factory=dict)
    lines: list[tuple[Any, ...]] = field(default_factory=list)
    missing: list[UUID] = field(default_factory=list)
    raced: bool = False


def write_entry(draft: Draft, *, now: datetime) -> tuple[EntryView, bool]:
    """
    Post one entry; return it and whether it is new. One statement, or two where lots are kept.

    Raises:
        BadEntry: it could not mean anything.
        Unbalanced: its postings do not sum to zero in some unit.
        AccountNotFound: an account named by its id was never opened.
        InsufficientBalance: an account that may not be negative would be.
        ReferenceReused: the reference was first used for something else.
    """
    check_entry(draft.entry)
    outcome = _write([draft], now)
    if outcome.known:
        return entry_view(outcome.known[1]), False
    postings = tuple(
        PostingView(account_id, kind, owner, unit, posting.amount, balance)
        for posting, (_, account_id, balance, kind, owner, unit, *_) in zip(
            draft.entry.postings, outcome.lines, strict=True
        )
    )
    entry = draft.entry
    happened = entry.occurred_at or now
    said = entry.kind, entry.reference, entry.note
    return EntryView(draft.id, *said, draft.reverses_id, happened, now, postings), True


def write_many(drafts: Sequence[Draft], *, now: datetime) -> int:
    """
    Post many entries by one statement, all of them or none; return how many are new.

    Refuses as `write_entry` does, and entries of this call that share a reference.
    """
    references = set()
    for draft in drafts:
        check_entry(draft.entry)
        if draft.entry.reference in references:
            raise ReferenceReused(draft.entry.reference)
        references.add(draft.entry.reference)
    return len(drafts) - len(_write(drafts, now).known) if drafts else 0


def _write(drafts: Sequence[Draft], now: datetime) -> _Outcome:
    params = _params(drafts, now)
    names = {p.account_id: p.name for draft in drafts for p in draft.entry.postings if p.name}
    for _ in range(AT_MOST):
        if len(drafts) == 1:
            outcome = _outcome(drafts, rows(_WRITE, params))
        else:  # when one of many is raced, the others were begun and are taken back
            with transaction.atomic():
                outcome = _outcome(drafts, rows(_WRITE, params))
                transaction.set_rollback(outcome.raced)
        if outcome.missing:
            open_accounts(_named(outcome.missing, names), now=now)
        elif not outcome.raced:
            _move_lots(drafts, outcome)
            return outcome
    raise ReferenceReused(drafts[0].entry.reference)


def _outcome(drafts: Sequence[Draft], found: list[tuple[Any, ...]]) -> _Outcome:
    outcome = _Outcome()
    for what, number, key, amount, *rest in found:
        if what == "line":
            outcome.lines.append((number, key, amount, *rest))
        elif what == "known":
            if not amount:
                raise ReferenceReused(drafts[number - 1].entry.reference)
            outcome.known[number] = key
        elif what == "missing":
            outcome.missing.append(key)
        elif what == "short":
            raise InsufficientBalance(key, rest[2], short=amount)
        elif what == "unbalanced":
            raise Unbalanced(drafts[number - 1].entry.reference, rest[2], amount)
        else:
            outcome.raced = True
    outcome.lines.sort()
    return outcome


def _named(missing: Sequence[UUID], names: dict[UUID, Account]) -> list[Account]:
    for account_id in missing:
        if account_id not in names:
            raise AccountNotFound(account_id)
    return [names[account_id] for account_id in missing]


def _params(drafts: Sequence[Draft], now: datetime) -> dict[str, Any]:
    entries = [draft.entry for draft in drafts]
    happened = [entry.occurred_at or now for entry in entries]
    of = [number for number, entry in enumerate(entries) for _ in entry.postings]
    postings = [posting for entry in entries for posting in entry.postings]
    lines = [line for entry in entries for line in range(1, len(entry.postings) + 1)]
    accounts = [posting.account_id for posting in postings]
    return {
        "ids": [draft.id for draft in drafts],
        "kinds": [entry.kind for entry in entries],
        "references": [entry.reference for entry in entries],
        "notes": [entry.note for entry in entries],
        "counts": [len(entry.postings) for entry in entries],
        "fingerprints": [entry.fingerprint for entry in entries],
        "reverses": [draft.reverses_id for draft in drafts],
        "happened": happened,
        "now": now,
        "of": [number + 1 for number in of],
        "entries": [drafts[number].id for number in of],
        "lines": lines,
        "accounts": accounts,
        "amounts": [posting.amount for posting in postings],
        "frees": [
            drafts[number].frees if line == 1 else 0 for number, line in zip(of, lines, strict=True)
        ],
        "times": [happened[number] for number in of],
        "distinct": sorted(set(accounts)),
    }


def _move_lots(drafts: Sequence[Draft], outcome: _Outcome) -> None:
    """Keep the lots of the accounts that keep any; their rows are locked by what was just written."""
    written = [draft for number, draft in enumerate(drafts, 1) if number not in outcome.known]
    lines = iter(outcome.lines)
    for draft in written:
        moves: dict[UUID, LotMove] = defaultdict(LotMove)
        for posting in draft.entry.postings:
            *_, side, keeps_lots = next(lines)
            if keeps_lots:
                moves[posting.account_id].add(posting.amount * Side(side).sign, posting.expires_at)
        if moves:
            move_lots(draft.id, moves, undoing=draft.reverses_id)


_WRITE = """
WITH entry AS MATERIALIZED (
  SELECT e.*, known.id AS known_id, known.fingerprint = e.fingerprint AS same
  FROM unnest(%(ids)s::uuid[], %(kinds)s::text[], %(references)s::text[], %(notes)s::text[],
    %(counts)s::smallint[], %(fingerprints)s::bytea[], %(reverses)s::uuid[],
    %(happened)s::timestamptz[]) WITH ORDINALITY
    AS e (id, kind, reference, note, lines, fingerprint, reverses_id, occurred_at, number)
  LEFT JOIN ledger_entry AS known ON known.reference = e.reference
), move AS MATERIALIZED (
  SELECT * FROM unnest(%(of)s::int[], %(entries)s::uuid[], %(lines)s::smallint[],
    %(accounts)s::uuid[], %(amounts)s::bigint[], %(frees)s::bigint[], %(times)s::timestamptz[])
    WITH ORDINALITY
    AS m (number, entry_id, line, account_id, amount, frees, occurred_at, place)
  WHERE number <> ALL (ARRAY(SELECT number FROM entry WHERE known_id IS NOT NULL))
), locked AS MATERIALIZED (
  SELECT id, kind, owner, unit, normal_side, may_be_negative, keeps_lots, balance, held
  FROM ledger_account WHERE id = ANY(%(distinct)s::uuid[]) ORDER BY id FOR UPDATE
), drawn AS MATERIALIZED (
  SELECT move.*, locked.id AS found, kind, owner, unit, normal_side, may_be_negative, keeps_lots,
    (locked.balance + sum(amount) OVER (PARTITION BY account_id ORDER BY place))::bigint AS balance,
    CASE normal_side WHEN 'debit' THEN 1 ELSE -1 END * (
      locked.balance + sum(amount) OVER (PARTITION BY account_id ORDER BY move.number))
      - (held - sum(frees) OVER (PARTITION BY account_id ORDER BY move.number)) AS available
  FROM move LEFT JOIN locked ON locked.id = move.account_id
), refused AS MATERIALIZED (
  SELECT 'missing' AS what, 0 AS number, account_id, 0::bigint AS amount, '' AS unit
  FROM drawn WHERE found IS NULL
  UNION
  SELECT 'short', 0, account_id, -available::bigint, unit
  FROM drawn WHERE available < 0 AND NOT may_be_negative
  UNION
  SELECT 'unbalanced', number, NULL, sum(amount)::bigint, unit
  FROM drawn WHERE NOT EXISTS (SELECT FROM drawn WHERE found IS NULL)
  GROUP BY number, unit HAVING sum(amount) <> 0
), begun AS (
  INSERT INTO ledger_entry
    (id, kind, reference, note, lines, fingerprint, reverses_id, occurred_at, posted_at)
  SELECT id, kind, reference, note, lines, fingerprint, reverses_id, occurred_at, %(now)s
  FROM entry WHERE known_id IS NULL AND NOT EXISTS (SELECT FROM refused)
  ON CONFLICT (reference) DO NOTHING
  RETURNING id
), whole AS MATERIALIZED (
  SELECT FROM begun HAVING count(*) = (SELECT count(*) FROM entry WHERE known_id IS NULL)
), posted AS (
  INSERT INTO ledger_posting (entry_id, line, account_id, amount, balance, occurred_at)
  SELECT entry_id, line, account_id, amount, balance, occurred_at FROM drawn, whole ORDER BY place
), net AS MATERIALIZED (
  SELECT locked.id, locked.balance + sum(amount)::bigint AS balance,
    locked.held - sum(frees)::bigint AS held
  FROM move JOIN locked ON locked.id = move.account_id, whole
  GROUP BY locked.id, locked.balance, locked.held
), changed AS (
  UPDATE ledger_account AS a SET balance = net.balance, held = net.held FROM net WHERE a.id = net.id
)
SELECT 'line', place::int, account_id, balance, kind, owner, unit, normal_side, keeps_lots
FROM drawn, whole
UNION ALL SELECT 'known', number::int, known_id, same::int, '', '', '', '', false
FROM entry WHERE known_id IS NOT NULL
UNION ALL SELECT what, number::int, account_id, amount, '', '', unit, '', false FROM refused
UNION ALL SELECT 'raced', 0, NULL, 0, '', '', '', '', false
WHERE NOT EXISTS (SELECT FROM whole) AND NOT EXISTS (SELECT FROM refused)
"""
