"""Locations and stock for tests."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from factories.catalog import a_channel

from serai.inventory.public import (
    LocationRow,
    LocationView,
    ReservationView,
    StockEntry,
    assign_location,
    import_stock,
    locations_of_codes,
    receive,
    reserve,
    upsert_locations,
)
from serai.kernel.ids import uuid7
from serai.plumbing.db import rows

NOW = datetime(2027, 3, 14, 15, 9, 26, tzinfo=UTC)
HOLD = timedelta(minutes=15)


def a_location(
    code: str = "DC1", *, channel: str | None = "web", priority: int = 0, kind: str = "dc"
) -> LocationView:
    """Return a location from which `channel` sells (`None`: no channel does)."""
    ids = upsert_locations(
        [LocationRow(code=code, name=f"Location {code}", kind=kind, country="US")]
    )
    if channel is not None:
        a_channel(channel)
        assign_location(channel, ids[code], priority=priority)
    return locations_of_codes({code})[code]


def stocked(variant_id: UUID, location: LocationView, quantity: int) -> None:
    """Put units on a location's shelf."""
    receive([StockEntry(variant_id, location.id, quantity)], now=NOW)


def stocked_all(variant_ids: list[UUID], location: LocationView, quantity: int) -> None:
    """Put the same number of units of many variants on a location's shelf."""
    import_stock([(variant_id, location.id, quantity) for variant_id in variant_ids], now=NOW)


def hold(
    items: dict[UUID, int], *, of: UUID | None = None, now: datetime = NOW, **where: object
) -> ReservationView:
    """Reserve for a quarter of an hour, in the channel "web" unless told otherwise."""
    return reserve(
        items,
        reservation_of=of or uuid7(),
        channel_code=str(where.get("channel", "web")),
        location_id=where.get("location_id"),  # type: ignore[arg-type]
        expires_at=now + HOLD,
        now=now,
    )


def counts(variant_id: UUID) -> dict[str, tuple[int, int]]:
    """Return (on hand, reserved) of a variant by location code."""
    found = rows(
        "SELECT l.code, b.on_hand, b.reserved FROM inventory_balance b"
        " JOIN inventory_location l ON l.id = b.location_id WHERE b.variant_id = %s",
        [variant_id],
    )
    return {code: (on_hand, reserved) for code, on_hand, reserved in found}


def everything() -> tuple[list[tuple], list[tuple], list[tuple]]:
    """Return all that the database knows of stock, to be compared before and after a refusal."""
    return (
        rows("SELECT * FROM inventory_balance ORDER BY id"),
        rows("SELECT * FROM inventory_movement ORDER BY id"),
        rows("SELECT * FROM inventory_reservation ORDER BY id"),
    )
