"""Stores and distribution centres."""

from dataclasses import dataclass
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


def locations_by_channel() -> dict[str, tuple[UUID, ...]]:
    """Return the ids of the locations from which each channel sells, the first choice first; one statement."""
    found: dict[str, list[UUID]] = {}
    for channel_code, location_id in rows(_SOLD_FROM):
        found.setdefault(channel_code, []).append(location_id)
    return {channel_code: tuple(ids) for channel_code, ids in found.items()}


_SOLD_FROM = """
SELECT channel_code, location_id FROM inventory_channel_location ORDER BY priority, location_id"""


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
