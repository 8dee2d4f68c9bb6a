"""What shoppers of a channel can have."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from serai.inventory.domain.band import Band, band_of
from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class Availability:
    """How many units are free, and what shoppers are told of it."""

    free: int
    band: Band


def availability(variant_ids: Collection[UUID], channel_code: str) -> dict[UUID, Availability]:
    """
    Return what is free of each variant at all locations of a channel; one statement.

    Every variant asked for is in the answer. Units held beyond their time count until they are released,
    within a minute; `reserve` does not wait for that.
    """
    found = rows(_FREE, [channel_code, list(variant_ids)])
    free = {variant_id: int(units) for variant_id, units in found}
    return {
        variant_id: Availability(units, band_of(units))
        for variant_id in variant_ids
        for units in [free.get(variant_id, 0)]
    }


_FREE = """
SELECT b.variant_id, sum(greatest(b.on_hand - b.reserved - b.buffer - sold_from.buffer, 0))
FROM inventory_channel_location AS sold_from
JOIN inventory_balance AS b ON b.location_id = sold_from.location_id
WHERE sold_from.channel_code = %s AND b.variant_id = ANY(%s)
GROUP BY b.variant_id"""
