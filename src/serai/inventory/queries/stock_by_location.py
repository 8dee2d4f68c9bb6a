"""Where a variant is."""

from dataclasses import dataclass
from uuid import UUID

from serai.inventory.domain.band import Band, band_of
from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class LocationStock:
    """What one location has of a variant, and how many of these are free."""

    location_id: UUID
    location: str
    name: str
    kind: str
    on_hand: int
    reserved: int
    buffer: int
    free: int
    band: Band
    channels: tuple[str, ...]


def availability_by_location(variant_id: UUID) -> list[LocationStock]:
    """Return what each location has of a variant, by location code; one statement."""
    return [
        LocationStock(
            location_id=location_id,
            location=code,
            name=name,
            kind=kind,
            on_hand=on_hand,
            reserved=reserved,
            buffer=buffer,
            free=max(on_hand - reserved - buffer, 0),
            band=band_of(on_hand - reserved - buffer),
            channels=tuple(channels),
        )
        for location_id, code, name, kind, on_hand, reserved, buffer, channels in rows(
            _STOCK, [variant_id]
        )
    ]


_STOCK = """
SELECT l.id, l.code, l.name, l.kind, b.on_hand, b.reserved, b.buffer,
  ARRAY(SELECT channel_code FROM inventory_channel_location AS sold_from
        WHERE sold_from.location_id = l.id ORDER BY channel_code)
FROM inventory_balance AS b
JOIN inventory_location AS l ON l.id = b.location_id
WHERE b.variant_id = %s
ORDER BY l.code"""
