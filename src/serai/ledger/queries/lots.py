"""What is left in lots, and when it expires."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.ledger.domain.account import Account
from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class LotView:
    """What is left of one increase, and until when."""

    id: UUID
    entry_id: UUID
    amount: int
    remaining: int
    expires_at: datetime | None


def open_lots(account: Account | UUID, *, limit: int = 100) -> list[LotView]:
    """Return the lots that are not used up, in the order in which they are used; one statement."""
    wanted = account if isinstance(account, UUID) else account.id
    return [LotView(*row) for row in rows(_OPEN, [wanted, limit])]


_OPEN = """
SELECT id, entry_id, amount, remaining, expires_at FROM ledger_lot
WHERE account_id = %s AND remaining > 0 ORDER BY expires_at, id LIMIT %s"""
