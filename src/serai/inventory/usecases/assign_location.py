"""Let a channel sell from a location."""

from uuid import UUID

from serai.catalog.public import channel
from serai.inventory.models import Location
from serai.inventory.usecases.lock_balances import band_sql, tell_bands
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import execute, rows, unit_of_work


class LocationNotFound(DomainError):
    """There is no such location."""

    code = "inventory.location_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, location: str) -> None:
        self.location = location
        super().__init__(f"There is no location {location!r}.")


def assign_location(channel_code: str, location_id: UUID, *, priority: int) -> None:
    """
    Let a channel sell from a location; of several, the one with the lowest priority is asked first.

    Raises:
        ChannelNotFound: no such channel.
        LocationNotFound: no such location.
    """
    channel(channel_code)
    if not Location.objects.filter(pk=location_id).exists():
        raise LocationNotFound(str(location_id))
    with unit_of_work():
        # Nobody reserves between the bands as they were and as they are.
        execute("LOCK TABLE inventory_channel_location IN SHARE ROW EXCLUSIVE MODE")
        new = rows(_ASSIGN, [channel_code, location_id, max(priority, 0)])[0][0]
        if new:
            _tell_what_came(channel_code, location_id, sign=1)


def withdraw_location(channel_code: str, location_id: UUID) -> None:
    """Let a channel no longer sell from a location; what is reserved there stays reserved."""
    with unit_of_work():
        execute("LOCK TABLE inventory_channel_location IN SHARE ROW EXCLUSIVE MODE")
        if execute(_WITHDRAW, [channel_code, location_id]):
            _tell_what_came(channel_code, location_id, sign=-1)


def _tell_what_came(channel_code: str, location_id: UUID, *, sign: int) -> None:
    """Publish which variants are in another band with the location's units than without them."""
    params = {"channel": channel_code, "location": location_id, "came": sign > 0}
    tell_bands((channel_code, variant_id) for (variant_id,) in rows(_BANDS, params))


_ASSIGN = """
INSERT INTO inventory_channel_location AS c (channel_code, location_id, priority) VALUES (%s, %s, %s)
ON CONFLICT (channel_code, location_id) DO UPDATE SET priority = excluded.priority
RETURNING xmax = 0"""

_WITHDRAW = """
DELETE FROM inventory_channel_location WHERE channel_code = %s AND location_id = %s"""

_BANDS = f"""
WITH elsewhere AS (
  SELECT b.variant_id, sum(greatest(b.on_hand - b.reserved - b.buffer, 0)) AS free
  FROM inventory_channel_location AS sold_from
  JOIN inventory_balance AS b ON b.location_id = sold_from.location_id
  WHERE sold_from.channel_code = %(channel)s AND sold_from.location_id <> %(location)s
  GROUP BY b.variant_id
)
SELECT b.variant_id
FROM inventory_balance AS b
LEFT JOIN elsewhere USING (variant_id)
WHERE b.location_id = %(location)s AND {band_sql("coalesce(elsewhere.free, 0)")} <>
  {band_sql("coalesce(elsewhere.free, 0) + greatest(b.on_hand - b.reserved - b.buffer, 0)")}"""  # noqa: S608 -- constants only
