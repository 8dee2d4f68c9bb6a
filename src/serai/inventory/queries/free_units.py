"""How many units of some variants are free, and where."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from serai.plumbing.db import rows


class FreeUnits(NamedTuple):
    """What one location can still promise of a variant; `sells` says whether the channel sells from there."""

    variant_id: UUID
    location_id: UUID
    free: int
    sells: bool


def free_units(variant_ids: Collection[UUID], channel_code: str) -> list[FreeUnits]:
    """Return every location that has some of the variants free; one statement, in no particular order."""
    asked = {"variants": list(variant_ids), "channel": channel_code}
    return [FreeUnits(*row) for row in rows(_FREE, asked)]


_FREE = """
SELECT b.variant_id, b.location_id, b.on_hand - b.reserved - b.buffer - coalesce(c.buffer, 0),
  c.location_id IS NOT NULL
FROM inventory_balance AS b
LEFT JOIN inventory_channel_location AS c
  ON c.location_id = b.location_id AND c.channel_code = %(channel)s
WHERE b.variant_id = ANY(%(variants)s::uuid[])
  AND b.on_hand - b.reserved - b.buffer - coalesce(c.buffer, 0) > 0"""
