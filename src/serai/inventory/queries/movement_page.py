"""Why the stock of a variant is what it is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.inventory.models import Movement
from serai.kernel.pages import Page, decode_cursor, encode_cursor


@dataclass(frozen=True, slots=True)
class MovementView:
    """So many units came or went, where, why and when."""

    location: str
    quantity: int
    reason: str
    reference: UUID | None
    note: str
    occurred_at: datetime


def movement_page(variant_id: UUID, *, cursor: str | None, limit: int) -> Page[MovementView]:
    """
    Return movements of a variant, the newest first; one statement.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    found = Movement.objects.filter(balance__variant=variant_id)
    if cursor:
        found = found.filter(pk__lt=decode_cursor(cursor, int)[0])
    rows = list(found.select_related("balance__location").order_by("-pk")[: limit + 1])
    shown = rows[:limit]
    return Page(
        [
            MovementView(
                row.balance.location.code,
                row.quantity,
                row.reason,
                row.reference,
                row.note,
                row.occurred_at,
            )
            for row in shown
        ],
        encode_cursor(shown[-1].pk) if len(rows) > limit else None,
    )
