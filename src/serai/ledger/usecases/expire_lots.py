"""Post what has expired to breakage."""

from datetime import datetime
from uuid import UUID

from serai.kernel.ids import uuid7
from serai.ledger.domain.account import AccountKind, Side
from serai.ledger.domain.entry import Entry, Posting, debit
from serai.ledger.usecases.write_entries import Draft, write_entry
from serai.plumbing.db import rows, unit_of_work

BREAKAGE = AccountKind("ledger.breakage", Side.CREDIT, may_be_negative=True)
"""What expired: owned by the kind of account it expired on."""
EXPIRED = "ledger.expired"


def expire_lots(*, now: datetime, limit: int = 10_000) -> int:
    """
    Post what is left of lots whose time is over to breakage; return how many entries that took.

    One entry an account. What is held does not expire before it is released; what was not posted yet
    can still be used. Each account is a transaction of its own.
    """
    return sum(_expire(account_id, now) for (account_id,) in rows(_OVER, [now, limit]))


@unit_of_work()
def _expire(account_id: UUID, now: datetime) -> int:
    [(kind, unit, side, balance, held)] = rows(_LOCK, [account_id])
    sign = Side(side).sign
    [(over,)] = rows(_LEFT, [account_id, now])
    amount = min(over, balance * sign - held)
    if amount <= 0:
        return 0
    postings = Posting(account_id, -sign * amount), debit(BREAKAGE.of(kind, unit), sign * amount)
    entry = Entry(EXPIRED, f"{EXPIRED} {uuid7()}", postings)
    write_entry(Draft(entry), now=now)
    return 1


_OVER = """
SELECT DISTINCT account_id FROM ledger_lot WHERE remaining > 0 AND expires_at <= %s
ORDER BY account_id LIMIT %s"""
_LOCK = """
SELECT kind, unit, normal_side, balance, held FROM ledger_account WHERE id = %s FOR UPDATE"""
_LEFT = """
SELECT coalesce(sum(remaining), 0)::bigint FROM ledger_lot
WHERE account_id = %s AND remaining > 0 AND expires_at <= %s"""
