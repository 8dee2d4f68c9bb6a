"""Since when goods have lain where they are."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from serai.plumbing.db import rows


def came_at(
    variant_ids: Collection[UUID], location_ids: Collection[UUID]
) -> dict[tuple[UUID, UUID], datetime]:
    """
    Return when goods last came to locations, by variant and location; one statement.

    Where nothing ever came (or nobody noted it) there is nothing to tell.
    """
    asked = {"variants": list(variant_ids), "locations": list(location_ids)}
    return {(variant, location): at for variant, location, at in rows(_CAME, asked)}


_CAME = """
SELECT b.variant_id, b.location_id, last.occurred_at
FROM inventory_balance AS b
CROSS JOIN LATERAL (
  SELECT m.occurred_at FROM inventory_movement AS m
  WHERE m.balance_id = b.id AND m.quantity > 0
  ORDER BY m.id DESC LIMIT 1) AS last
WHERE b.variant_id = ANY(%(variants)s::uuid[]) AND b.location_id = ANY(%(locations)s::uuid[])
  AND b.on_hand > 0"""
