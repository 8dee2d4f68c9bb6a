"""Stores that have everything somebody wants."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from serai.inventory.queries.store_buffers import kept_arrays, kept_from_collecting
from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class StoreView:
    """A store from which something can be collected."""

    id: UUID
    code: str
    name: str


def stores_holding(
    items: Mapping[UUID, int], *, code: str | None = None, limit: int | None = 10
) -> list[StoreView]:
    """
    Return stores where so many units of each variant can be collected, by code; one statement.

    What a store keeps from those who collect does not count; one statement more where some do so by category.

    Args:
        items: units by variant, at least one.
        code: ask only about the store with this code.
        limit: at most so many; `None`: all.
    """
    found = rows(
        _HOLDING,
        {
            "variants": list(items),
            "quantities": list(items.values()),
            "code": code,
            "limit": limit,
            **kept_arrays(kept_from_collecting(items)),
        },
    )
    return [StoreView(*row) for row in found]


_HOLDING = """
SELECT l.id, l.code, l.name
FROM unnest(%(variants)s::uuid[], %(quantities)s::int[]) AS wanted (variant_id, asked)
JOIN inventory_balance AS b
  ON b.variant_id = wanted.variant_id AND b.on_hand - b.reserved - b.buffer >= wanted.asked
JOIN inventory_location AS l ON l.id = b.location_id
LEFT JOIN unnest(%(kept_variants)s::uuid[], %(kept_locations)s::uuid[], %(kept)s::int[])
  AS shelf (variant_id, location_id, stays)
  ON shelf.variant_id = b.variant_id AND shelf.location_id = b.location_id
WHERE b.on_hand - b.reserved - b.buffer - coalesce(shelf.stays, 0) >= wanted.asked
  AND l.kind = 'store' AND (%(code)s::text IS NULL OR l.code = %(code)s::text)
GROUP BY l.id, l.code, l.name
HAVING count(*) = cardinality(%(variants)s::uuid[])
ORDER BY l.code
LIMIT %(limit)s"""
