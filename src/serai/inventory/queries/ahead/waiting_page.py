"""Who waits for what, since when, and until when."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.plumbing.db import rows


@dataclass(frozen=True)
class WaitingView:
    """So many units of an article that an order waits for; the days are as last told."""

    id: UUID
    waits_for: UUID
    channel: str
    sku: str
    kind: str
    state: str
    units: int
    allotted: int
    stopped: int
    since: datetime
    release_on: date | None
    first_on: date | None
    last_on: date | None
    location: str = ""
    """The store in which it is collected; empty: it is sent."""


def waiting_page(
    *, sku: str | None = None, cursor: str | None = None, limit: int = 50
) -> Page[WaitingView]:
    """
    Return who waits, those who came first first; one statement.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    after = decode_cursor(cursor, datetime, UUID) if cursor else (None, None)
    asked = {"sku": sku, "since": after[0], "id": after[1], "limit": limit + 1}
    found = [WaitingView(*row) for row in rows(_PAGE, asked)]
    shown = found[:limit]
    more = len(found) > limit
    last = encode_cursor(shown[-1].since, shown[-1].id) if more else None
    return Page(shown, last)


_PAGE = """
SELECT w.id, w.waits_for, w.channel_code, v.sku, w.kind, w.state, w.units, w.allotted, w.stopped,
  w.since, w.release_on, w.first_on, w.last_on, coalesce(l.code, '')
FROM inventory_waiting AS w JOIN catalog_variant AS v ON v.id = w.variant_id
LEFT JOIN inventory_location AS l ON l.id = w.location_id
WHERE w.state IN ('held', 'waiting') AND (%(sku)s::text IS NULL OR v.sku = %(sku)s)
  AND (%(id)s::uuid IS NULL OR (w.since, w.id) > (%(since)s::timestamptz, %(id)s::uuid))
ORDER BY w.since, w.id LIMIT %(limit)s"""
