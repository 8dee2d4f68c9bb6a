"""Which stores have something."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from serai.inventory.domain.band import Band, band_of
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.plumbing.db import rows

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""


@dataclass(frozen=True, slots=True)
class StoreStock:
    """
    How available something is in one store, for shoppers.

    `distance_km` is from where the shopper asked about; `None` without such a place, or where the store is
    unknown. `distance_is_estimated` says that the store's coordinates were guessed.
    """

    code: str
    name: str
    line1: str
    city: str
    region: str
    postcode: str
    country: str
    availability: Band
    distance_km: float | None
    distance_is_estimated: bool


def stores_of_product(
    variant_ids: Collection[UUID],
    *,
    near: Point | None = None,
    cursor: str | None = None,
    limit: int = 20,
) -> Page[StoreStock]:
    """
    Return the stores that have any of these variants, by name, or the nearest first; one statement.

    A store has a set when it has all of its parts.

    Distances are along the great circle of a sphere with a radius of 6,371 km. A store whose place is
    unknown comes after all others.

    Args:
        variant_ids: what may be in the store.
        near: from where distances are measured, latitude and longitude in degrees.
        cursor: where the page before ended.
        limit: how many stores, at least 1.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    place, kind = (_DISTANCE, float) if near else ("l.name", str)
    after: tuple[Any, ...] = decode_cursor(cursor, kind, str) if cursor else (None, None)
    lat, lon = near or (None, None)
    asked = {
        "variants": list(variant_ids),
        "lat": lat,
        "lon": lon,
        "after": after[0],
        "after_code": after[1],
        "limit": limit + 1,
    }
    column = "float8" if near else "text"
    found = rows(_STORES.format(place=place, column=column), asked)
    shown = found[:limit]
    next_cursor = encode_cursor(shown[-1][0], shown[-1][1]) if len(found) > limit else None
    return Page([_view(row, near) for row in shown], next_cursor)


_FARTHEST = 99_999.0
"""Kilometres: stands for stores whose place is unknown."""

_DISTANCE = f"""CASE WHEN l.lat IS NULL THEN {_FARTHEST}::float8
  ELSE round((12742 * asin(sqrt(least(1,
    power(sin(radians(l.lat - %(lat)s::float8) / 2), 2)
    + cos(radians(l.lat)) * cos(radians(%(lat)s::float8))
    * power(sin(radians(l.lon - %(lon)s::float8) / 2), 2)))))::numeric, 1)::float8 END"""

_STORES = """
SELECT place, code, name, line1, city, region, postcode, country, free, derived
FROM (
  SELECT {place} AS place, l.code, l.name, l.line1, l.city, l.region, l.postcode, l.country,
    max(held.free) AS free, l.derived
  FROM (
    SELECT wanted.variant_id, b.location_id,
      min((b.on_hand - b.reserved - b.buffer) / wanted.units) AS free
    FROM (
      SELECT variant_id, coalesce(s.part_id, variant_id) AS part_id, coalesce(s.units, 1) AS units,
        count(*) OVER (PARTITION BY variant_id) AS parts
      FROM (SELECT DISTINCT unnest(%(variants)s::uuid[]) AS variant_id) AS asked
      LEFT JOIN catalog_set_part AS s ON s.set_id = variant_id
    ) AS wanted
    JOIN inventory_balance AS b ON b.variant_id = wanted.part_id
    GROUP BY wanted.variant_id, b.location_id
    HAVING count(*) = max(wanted.parts)
  ) AS held
  JOIN inventory_location AS l ON l.id = held.location_id
  WHERE held.free > 0 AND l.kind = 'store'
  GROUP BY l.id
) AS store
WHERE %(after)s::{column} IS NULL OR (place, code) > (%(after)s::{column}, %(after_code)s::text)
ORDER BY place, code
LIMIT %(limit)s"""


def _view(row: tuple[Any, ...], near: Point | None) -> StoreStock:
    place, code, name, line1, city, region, postcode, country, free, derived = row
    return StoreStock(
        code=code,
        name=name,
        line1=line1,
        city=city,
        region=region,
        postcode=postcode,
        country=country,
        availability=band_of(free),
        distance_km=place if near and place < _FARTHEST else None,
        distance_is_estimated=derived,
    )
