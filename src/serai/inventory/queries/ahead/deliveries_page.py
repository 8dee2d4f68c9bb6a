"""What suppliers are still to bring."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.plumbing.db import rows


@dataclass(frozen=True)
class DeliveryView:
    """So many units of an article that come to a location between two days."""

    id: UUID
    reference: str
    supplier: str
    sku: str
    location: str
    quantity: int
    received: int
    first_on: date
    last_on: date


def deliveries_page(
    *, sku: str | None = None, cursor: str | None = None, limit: int = 50
) -> Page[DeliveryView]:
    """
    Return what is to come, what comes first first; one statement.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    after = decode_cursor(cursor, date, UUID) if cursor else (None, None)
    asked = {"sku": sku, "last_on": after[0], "id": after[1], "limit": limit + 1}
    found = [DeliveryView(*row) for row in rows(_PAGE, asked)]
    shown = found[:limit]
    more = len(found) > limit
    last = encode_cursor(shown[-1].last_on, shown[-1].id) if more else None
    return Page(shown, last)


_PAGE = """
SELECT d.id, d.reference, d.supplier, v.sku, l.code, d.quantity, d.received, d.first_on, d.last_on
FROM inventory_expected_delivery AS d
JOIN catalog_variant AS v ON v.id = d.variant_id
JOIN inventory_location AS l ON l.id = d.location_id
WHERE NOT d.is_over AND (%(sku)s::text IS NULL OR v.sku = %(sku)s)
  AND (%(id)s::uuid IS NULL OR (d.last_on, d.id) > (%(last_on)s::date, %(id)s::uuid))
ORDER BY d.last_on, d.id LIMIT %(limit)s"""
