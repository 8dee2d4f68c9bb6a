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

    Every variant asked for is in the answer. A set is as free as the scarcest of its parts. Units held beyond
    their time count until they are released, within a minute; `reserve` does not wait for that.
    """
    found = rows(_FREE, {"channel": channel_code, "variants": list(variant_ids)})
    free = {variant_id: int(units) for variant_id, units in found}
    return {
        variant_id: Availability(units, band_of(units))
        for variant_id in variant_ids
        for units in [free.get(variant_id, 0)]
    }


_FREE = """
SELECT variant_id, min(free / units)::bigint FROM (
  SELECT wanted.variant_id, units, parts,
    sum(greatest(b.on_hand - b.reserved - b.buffer - sold_from.buffer, 0))::bigint AS free
  FROM (
    SELECT variant_id, coalesce(s.part_id, variant_id) AS part_id, coalesce(s.units, 1) AS units,
      count(*) OVER (PARTITION BY variant_id) AS parts
    FROM (SELECT DISTINCT unnest(%(variants)s::uuid[]) AS variant_id) AS asked
    LEFT JOIN catalog_set_part AS s ON s.set_id = variant_id
  ) AS wanted
  JOIN inventory_balance AS b ON b.variant_id = wanted.part_id
  JOIN inventory_channel_location AS sold_from ON sold_from.location_id = b.location_id
  WHERE sold_from.channel_code = %(channel)s
  GROUP BY wanted.variant_id, wanted.part_id, units, parts
) AS part
GROUP BY variant_id
HAVING count(*) = max(parts)"""
