"""Hold part of a balance."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.ids import uuid7
from serai.ledger.domain.account import Account
from serai.ledger.domain.entry import MOST, BadEntry
from serai.ledger.queries.account_view import AccountNotFound
from serai.ledger.queries.hold_view import HOLD_COLUMNS, HoldView
from serai.ledger.usecases.write_entries import AT_MOST, InsufficientBalance, ReferenceReused
from serai.plumbing.db import dict_rows, unit_of_work


@dataclass(frozen=True, slots=True)
class HoldAmount:
    """How much of what is to be kept, and until when; `reference` is the caller's name of it."""

    account: Account | UUID
    amount: int
    reference: str
    expires_at: datetime | None = None


def hold(command: HoldAmount, *, now: datetime) -> HoldView:
    """
    Keep part of what is available on an account, once a reference; one statement.

    Raises:
        BadEntry: the amount is no whole number above zero, or the reference does not fit.
        AccountNotFound: the account was never opened.
        InsufficientBalance: less is available.
        ReferenceReused: the reference was first used for another hold.
    """
    if type(command.amount) is not int or not 0 < command.amount <= MOST:
        raise BadEntry(command.reference, f"the amount must be a whole number of 1 to {MOST:,}")
    if not 1 <= len(command.reference) <= 200 or "\x00" in command.reference:
        raise BadEntry(command.reference, "its reference must have 1 to 200 characters")
    account = command.account if isinstance(command.account, UUID) else command.account.id
    with unit_of_work():
        for _ in range(AT_MOST):
            if found := _hold(command, account, now):
                return found
    raise ReferenceReused(command.reference)


def _hold(command: HoldAmount, account: UUID, now: datetime) -> HoldView | None:
    params = {
        "id": uuid7(),
        "account": account,
        "reference": command.reference,
        "amount": command.amount,
        "expires": command.expires_at,
        "now": now,
    }
    [row] = dict_rows(_HOLD, params)
    locked, unit, available = (row.pop(name) for name in ("locked", "unit", "available"))
    if row["id"] is not None:
        if (row["account_id"], row["amount"]) != (account, command.amount):
            raise ReferenceReused(command.reference)
        return HoldView.of(row)
    if locked is None:
        raise AccountNotFound(account)
    if available is not None and available < command.amount:
        raise InsufficientBalance(account, unit, short=command.amount - available)
    return None


_HOLD = f"""
WITH locked AS MATERIALIZED (
  SELECT id, unit, balance, held, CASE WHEN may_be_negative THEN NULL
    WHEN normal_side = 'debit' THEN balance - held ELSE -balance - held END AS available
  FROM ledger_account WHERE id = %(account)s FOR UPDATE
), known AS MATERIALIZED (
  SELECT {HOLD_COLUMNS} FROM ledger_hold WHERE reference = %(reference)s
), begun AS (
  INSERT INTO ledger_hold ({HOLD_COLUMNS})
  SELECT %(id)s, id, %(reference)s, 'held', %(amount)s, 0, %(now)s, %(expires)s, NULL
  FROM locked
  WHERE (available IS NULL OR available >= %(amount)s) AND NOT EXISTS (SELECT FROM known)
  ON CONFLICT (reference) DO NOTHING
  RETURNING {HOLD_COLUMNS}
), changed AS (
  UPDATE ledger_account AS a SET balance = locked.balance, held = locked.held + %(amount)s
  FROM locked, begun WHERE a.id = locked.id
)
SELECT there.*, locked.id AS locked, locked.unit, locked.available
FROM (SELECT 1) AS one
LEFT JOIN locked ON true
LEFT JOIN (SELECT * FROM begun UNION ALL SELECT * FROM known) AS there ON true"""  # noqa: S608
