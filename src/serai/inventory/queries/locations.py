"""Stores and distribution centres."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from uuid import UUID

from serai.inventory.models import Location
from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class LocationView:
    """
    A place that holds goods.

    `kind` is "store" or "dc". `derived` says that the coordinates were made up or guessed.
    """

    id: UUID
    code: str
    name: str
    kind: str
    line1: str
    line2: str
    city: str
    region: str
    postcode: str
    country: str
    lat: float | None
    lon: float | None
    derived: bool
    source: str


def locations() -> list[LocationView]:
    """Return every location by its code; one statement."""
    return [_view(row) for row in Location.objects.order_by("code")]


def locations_of_codes(codes: set[str]) -> dict[str, LocationView]:
    """Return the locations that exist, by code; one statement."""
    return {row.code: _view(row) for row in Location.objects.filter(code__in=codes)}


def locations_of_channel(channel_code: str) -> list[LocationView]:
    """Return where a channel sells from, the first choice first; one statement."""
    found = Location.objects.filter(channels__channel__code=channel_code)
    return [_view(row) for row in found.order_by("channels__priority", "code")]


def stores_holding(
    items: Mapping[UUID, int], *, code: str | None = None, limit: int = 50
) -> list[LocationView]:
    """
    Return stores where all of these can be had together now, by code; one statement.

    Args:
        items: units by variant.
        code: only the store with this code, if it can.
        limit: how many stores at most.
    """
    found = rows(_HOLDING, [list(items), list(items.values()), code, code, len(items), limit])
    return [LocationView(*row) for row in found]


_COLUMNS = [field.name for field in fields(LocationView)]
_HOLDING = f"""
SELECT {", ".join(f"l.{column}" for column in _COLUMNS)}
FROM unnest(%s::uuid[], %s::int[]) AS wanted (variant_id, quantity)
JOIN inventory_balance AS b ON b.variant_id = wanted.variant_id
  AND b.on_hand - b.reserved - b.buffer >= wanted.quantity
JOIN inventory_location AS l ON l.id = b.location_id
WHERE l.kind = 'store' AND (%s::text IS NULL OR l.code = %s)
GROUP BY l.id
HAVING count(*) = %s
ORDER BY l.code
LIMIT %s"""  # noqa: S608 -- constants only


def _view(row: Location) -> LocationView:
    return LocationView(
        id=row.pk,
        code=row.code,
        name=row.name,
        kind=row.kind,
        line1=row.line1,
        line2=row.line2,
        city=row.city,
        region=row.region,
        postcode=row.postcode,
        country=row.country,
        lat=row.lat,
        lon=row.lon,
        derived=row.derived,
        source=row.source,
    )
