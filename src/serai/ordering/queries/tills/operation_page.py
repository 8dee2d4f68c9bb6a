"""What tills told, the newest first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from django.db.models import Q

from serai.kernel.money import Money
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.ordering.domain.tills.conflict import Conflict
from serai.ordering.models import TillOperation

MOST = 200
TO_LOOK_AT = Q(seen_at__isnull=True) & (~Q(state="merged") | ~Q(conflicts=[]))
"""What somebody should look at; it has an index of its own."""


@dataclass(frozen=True)
class TillOperationView:
    """One operation, and what became of it; what was paid out is below zero."""

    id: UUID
    till: str
    shift_id: UUID
    kind: str
    state: str
    receipt: int | None
    order_id: UUID | None
    total: Money
    cash: Money
    cashier: str
    problem: str
    conflicts: list[Conflict]
    occurred_at: datetime
    received_at: datetime
    seen_at: datetime | None

    @classmethod
    def of(cls, row: TillOperation) -> "TillOperationView":
        """Return the view of a row that was read with its till."""
        currency = row.till.currency
        return cls(
            id=row.pk,
            till=row.till.code,
            shift_id=row.shift_id,
            kind=row.kind,
            state=row.state,
            receipt=row.receipt,
            order_id=row.order_id,
            total=Money(row.total_minor, currency),
            cash=Money(row.cash_minor, currency),
            cashier=row.cashier,
            problem=row.problem,
            conflicts=msgspec.convert(row.conflicts, list[Conflict]),
            occurred_at=row.occurred_at,
            received_at=row.received_at,
            seen_at=row.seen_at,
        )


def till_operations(
    *, to_look_at: bool = False, cursor: str | None = None, limit: int = 50
) -> Page[TillOperationView]:
    """
    Return what tills told, as it came in; one statement.

    Args:
        to_look_at: only what makes no sense, waits, or was not as the books say, and nobody has looked at.
        cursor: where the page begins.
        limit: how many at most.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    size = min(max(limit, 1), MOST)
    found = TillOperation.objects.select_related("till").order_by("-received_at", "-id")
    if to_look_at:
        found = found.filter(TO_LOOK_AT)
    if cursor:
        at, last_id = decode_cursor(cursor, datetime, UUID)
        found = found.filter(Q(received_at__lt=at) | Q(received_at=at, id__lt=last_id))
    rows = list(found[: size + 1])
    items = [TillOperationView.of(row) for row in rows[:size]]
    more = len(rows) > size
    return Page(items, encode_cursor(items[-1].received_at, items[-1].id) if more else None)
