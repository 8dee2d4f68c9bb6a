"""Since when goods have lain where they are: what came first is sold first."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from serai.plumbing.db import rows

MOST_ARRIVALS = 50
"""Older goods than those of the last fifty arrivals are as old as the fiftieth."""


class Lot(NamedTuple):
    """Units of a variant at a location that came there together."""

    variant_id: UUID
    location_id: UUID
    came_at: datetime
    units: int


def lots(variant_ids: Collection[UUID], location_ids: Collection[UUID] | None = None) -> list[Lot]:
    """
    Return what is on hand by the arrivals it is left of, the oldest of each balance first; one statement.

    What left is taken to have been what came first, so what is there are the units that came last. Goods that came
    back or from another location count from that day on.

    Args:
        variant_ids: of which variants.
        location_ids: where; everywhere unless given.
    """
    asked = {
        "variants": list(variant_ids),
        "locations": None if location_ids is None else list(location_ids),
        "most": MOST_ARRIVALS,
    }
    return [Lot(*row) for row in rows(_LOTS, asked)]


def came_at(
    variant_ids: Collection[UUID], location_ids: Collection[UUID]
) -> dict[tuple[UUID, UUID], datetime]:
    """
    Return since when the oldest goods have lain at locations, by variant and location; one statement.

    Where nothing ever came (or nobody noted it) there is nothing to tell.
    """
    oldest: dict[tuple[UUID, UUID], datetime] = {}
    for lot in lots(variant_ids, location_ids):
        balance = lot.variant_id, lot.location_id
        oldest[balance] = min(lot.came_at, oldest.get(balance, lot.came_at))
    return oldest


_LOTS = """
SELECT b.variant_id, b.location_id, lot.occurred_at,
  CASE WHEN lot.is_last THEN b.on_hand - lot.before ELSE least(lot.quantity, b.on_hand - lot.before) END
FROM inventory_balance AS b
CROSS JOIN LATERAL (
  SELECT came.id, came.occurred_at, came.quantity,
    sum(came.quantity) OVER (ORDER BY came.id DESC) - came.quantity AS before,
    came.id = min(came.id) OVER () AS is_last
  FROM (
    SELECT m.id, m.occurred_at, m.quantity FROM inventory_movement AS m
    WHERE m.balance_id = b.id AND m.quantity > 0 ORDER BY m.id DESC LIMIT %(most)s
  ) AS came
) AS lot
WHERE b.variant_id = ANY(%(variants)s::uuid[])
  AND (%(locations)s::uuid[] IS NULL OR b.location_id = ANY(%(locations)s::uuid[]))
  AND b.on_hand > lot.before
ORDER BY b.variant_id, b.location_id, lot.id"""
