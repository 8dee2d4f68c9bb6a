"""Keep the lots of an account in step with its balance: the first to expire is used first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.ids import uuid7
from serai.plumbing.db import execute


@dataclass(slots=True)
class LotMove:
    """How an entry changes one account: above zero a new lot, below zero taken from what is there."""

    amount: int = 0
    expires_at: datetime | None = None

    def add(self, amount: int, expires_at: datetime | None) -> None:
        """Add a posting; of several increases with an end, the earliest end counts."""
        self.amount += amount
        ends = [end for end in (self.expires_at, expires_at) if end is not None]
        self.expires_at = min(ends, default=None)


def move_lots(entry_id: UUID, moves: Mapping[UUID, LotMove], *, undoing: UUID | None) -> None:
    """
    Write what an entry brings to lots and takes from them; one statement.

    The caller's transaction has locked the accounts, so nobody else touches their lots. An entry that undoes
    another first gives back to the lots that one took from, and first takes from the lots that it made.
    """
    moved = [(account, move) for account, move in moves.items() if move.amount]
    execute(
        _MOVE,
        {
            "entry": entry_id,
            "undoing": undoing,
            "accounts": [account for account, _ in moved],
            "amounts": [move.amount for _, move in moved],
            "ends": [move.expires_at for _, move in moved],
            "ids": [uuid7() for _ in moved],
        },
    )


_MOVE = """
WITH move AS MATERIALIZED (
  SELECT * FROM unnest(%(accounts)s::uuid[], %(amounts)s::bigint[], %(ends)s::timestamptz[],
    %(ids)s::uuid[]) AS m (account_id, amount, expires_at, lot_id)
), used AS MATERIALIZED (
  SELECT lot_id, sum(amount)::bigint AS amount FROM ledger_lot_use
  WHERE entry_id = %(undoing)s::uuid GROUP BY lot_id
), open AS MATERIALIZED (
  SELECT lot.id, least(abs(move.amount), room) AS wanted, sign(move.amount) AS direction,
    move.account_id, abs(move.amount) AS asked, room,
    sum(room) OVER (
      PARTITION BY move.account_id
      ORDER BY lot.entry_id IS NOT DISTINCT FROM %(undoing)s::uuid DESC, lot.expires_at, lot.id
    ) - room AS before
  FROM move
  JOIN ledger_lot AS lot ON lot.account_id = move.account_id
  LEFT JOIN used ON used.lot_id = lot.id
  CROSS JOIN LATERAL (
    SELECT CASE WHEN move.amount < 0 THEN lot.remaining
      ELSE least(coalesce(used.amount, 0), lot.amount - lot.remaining) END AS room
  ) AS r
  WHERE room > 0 AND (move.amount < 0 AND lot.remaining > 0 OR move.amount > 0 AND used.amount > 0)
), changed AS MATERIALIZED (
  SELECT id, account_id, (-direction * least(room, asked - before))::bigint AS taken
  FROM open WHERE before < asked
), kept AS (
  UPDATE ledger_lot AS lot SET remaining = lot.remaining - taken FROM changed WHERE lot.id = changed.id
), noted AS (
  INSERT INTO ledger_lot_use (lot_id, entry_id, amount) SELECT id, %(entry)s, taken FROM changed
)
INSERT INTO ledger_lot (id, account_id, entry_id, amount, remaining, expires_at)
SELECT lot_id, account_id, %(entry)s, fresh, fresh, expires_at
FROM (
  SELECT move.*, (amount + coalesce(
    (SELECT sum(taken) FROM changed WHERE changed.account_id = move.account_id), 0))::bigint AS fresh
  FROM move WHERE amount > 0
) AS gained
WHERE fresh > 0"""
