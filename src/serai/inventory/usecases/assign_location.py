"""Let a channel sell from a location."""

from uuid import UUID

from serai.catalog.public import channel
from serai.inventory.domain.entry import MOST_UNITS
from serai.inventory.models import Location
from serai.inventory.usecases.lock_balances import MOVED, tell_bands
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import execute, rows, unit_of_work


class LocationNotFound(DomainError):
    """There is no such location."""

    code = "inventory.location_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, location: str) -> None:
        self.location = location
        super().__init__(f"There is no location {location!r}.")


class BadChannelBuffer(DomainError):
    """A channel cannot leave so many units for others."""

    code = "inventory.bad_channel_buffer"
    kind = Kind.REJECTED

    def __init__(self, buffer: int) -> None:
        self.buffer = buffer
        super().__init__(f"Leave between 0 and {MOST_UNITS:,} units for others; not {buffer}.")


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
            _tell_what_changed(channel_code, location_id, kept=MOST_UNITS, keeps=0)


def withdraw_location(channel_code: str, location_id: UUID) -> None:
    """Let a channel no longer sell from a location; what is reserved there stays reserved."""
    with unit_of_work():
        execute("LOCK TABLE inventory_channel_location IN SHARE ROW EXCLUSIVE MODE")
        for (kept,) in rows(_WITHDRAW, [channel_code, location_id]):
            _tell_what_changed(channel_code, location_id, kept=kept, keeps=MOST_UNITS)


def set_channel_buffer(channel_code: str, location_id: UUID, *, buffer: int) -> None:
    """
    Let a channel leave so many units of every article at a location for others.

    What it has reserved already stays reserved.

    Raises:
        BadChannelBuffer: below zero, or more than make sense.
        LocationNotFound: the channel does not sell from there.
    """
    if not 0 <= buffer <= MOST_UNITS:
        raise BadChannelBuffer(buffer)
    with unit_of_work():
        execute("LOCK TABLE inventory_channel_location IN SHARE ROW EXCLUSIVE MODE")
        found = rows(_BUFFER, [channel_code, location_id, buffer, channel_code, location_id])
        if not found:
            raise LocationNotFound(str(location_id))
        for (kept,) in found:
            _tell_what_changed(channel_code, location_id, kept=kept, keeps=buffer)


def _tell_what_changed(channel_code: str, location_id: UUID, *, kept: int, keeps: int) -> None:
    """Publish which variants are in another band now that `keeps` units stay there, and not `kept`."""
    params = {"channel": channel_code, "location": location_id, "kept": kept, "keeps": keeps}
    tell_bands((channel_code, variant_id) for (variant_id,) in rows(_BANDS, params))


_ASSIGN = """
INSERT INTO inventory_channel_location AS c (channel_code, location_id, priority) VALUES (%s, %s, %s)
ON CONFLICT (channel_code, location_id) DO UPDATE SET priority = excluded.priority
RETURNING xmax = 0"""

_WITHDRAW = """
DELETE FROM inventory_channel_location WHERE channel_code = %s AND location_id = %s
RETURNING buffer"""

_BUFFER = """
WITH before AS MATERIALIZED (
  SELECT buffer FROM inventory_channel_location WHERE channel_code = %s AND location_id = %s
)
UPDATE inventory_channel_location SET buffer = %s FROM before
WHERE channel_code = %s AND location_id = %s
RETURNING before.buffer"""

_ELSEWHERE = "coalesce(elsewhere.free, 0)"
_AT_MOST = "b.on_hand - b.reserved - b.buffer"
_BEFORE = f"{_ELSEWHERE} + greatest({_AT_MOST} - %(kept)s, 0)"
_AFTER = f"{_ELSEWHERE} + greatest({_AT_MOST} - %(keeps)s, 0)"
_BANDS = f"""
WITH elsewhere AS (
  SELECT b.variant_id, sum(greatest({_AT_MOST} - sold_from.buffer, 0)) AS free
  FROM inventory_channel_location AS sold_from
  JOIN inventory_balance AS b ON b.location_id = sold_from.location_id
  WHERE sold_from.channel_code = %(channel)s AND sold_from.location_id <> %(location)s
  GROUP BY b.variant_id
), sums AS MATERIALIZED (
  SELECT %(channel)s::text AS channel_code, b.variant_id, {_BEFORE} AS before, {_AFTER} AS after,
    EXISTS (SELECT FROM inventory_channel_feed WHERE channel_code = %(channel)s) AS is_fed
  FROM inventory_balance AS b
  LEFT JOIN elsewhere USING (variant_id)
  WHERE b.location_id = %(location)s AND {_BEFORE} <> {_AFTER}
), {MOVED}
SELECT variant_id FROM bands"""  # noqa: S608 -- constants only
