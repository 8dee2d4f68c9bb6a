"""What happened on an account, with the balance after each line."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.ledger.domain.account import Account
from serai.ledger.queries.account_view import account_view
from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class StatementLine:
    """
    One posting: `amount` and the `balance` after it, both on the account's normal side.

    An amount above zero is an increase.
    """

    entry_id: UUID
    kind: str
    reference: str
    note: str
    occurred_at: datetime
    amount: int
    balance: int


def statement(
    account: Account | UUID, *, cursor: str | None = None, limit: int = 50
) -> Page[StatementLine]:
    """
    Return the lines of an account, the newest first; two statements, however long the history is.

    The running balance is written with each line, so a page costs the same wherever it is.

    Raises:
        AccountNotFound: it was never opened.
        BadCursor: the cursor is not of this list.
    """
    view = account_view(account)
    before = decode_cursor(cursor, int)[0] if cursor else 2**63 - 1
    found = rows(_LINES, [view.id, before, limit + 1])
    sign = view.normal_side.sign
    lines = [
        StatementLine(entry_id, kind, reference, note, occurred_at, amount * sign, balance * sign)
        for _, entry_id, kind, reference, note, occurred_at, amount, balance in found[:limit]
    ]
    return Page(lines, encode_cursor(found[limit - 1][0]) if len(found) > limit else None)


_LINES = """
SELECT p.id, p.entry_id, e.kind, e.reference, e.note, p.occurred_at, p.amount, p.balance
FROM ledger_posting AS p JOIN ledger_entry AS e ON e.id = p.entry_id
WHERE p.account_id = %s AND p.id < %s ORDER BY p.id DESC LIMIT %s"""
