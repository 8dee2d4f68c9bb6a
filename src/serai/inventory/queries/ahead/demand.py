"""What waits for an article, what is expected of it, and what is free: the state of its queue."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from serai.inventory.domain.ahead.arrival import Incoming, Window
from serai.inventory.ports import LeadTimes
from serai.plumbing.db import rows
from serai.plumbing.wiring import bound


@dataclass(frozen=True, slots=True)
class Demand:
    """
    The queue of one variant as one channel sees it.

    Attributes:
        free: units that lie free where the channel sells from.
        waiting: units that wait in all channels.
        waiting_in_channel: units that wait in this one.
        incoming: what deliveries are still to bring to where the channel sells from.
        lead: when it would be here if it were ordered now, if anybody knows.
    """

    free: int = 0
    waiting: int = 0
    waiting_in_channel: int = 0
    incoming: tuple[Incoming, ...] = field(default=())
    lead: Window | None = None

    @property
    def coming(self) -> int:
        """Return the units that are still to come."""
        return sum(each.units for each in self.incoming)


def day_of(now: datetime) -> date:
    """Return the day by which terms and releases are counted: that of UTC."""
    return now.astimezone(UTC).date()


def demands(
    variant_ids: Collection[UUID],
    channel_code: str,
    *,
    now: datetime,
    but: UUID | None = None,
) -> Mapping[UUID, Demand]:
    """
    Return the queue of each variant in a channel; four statements.

    Args:
        variant_ids: which articles.
        channel_code: which channel asks.
        now: the present instant.
        but: an order whose own places do not count.
    """
    asked = {"variants": list(variant_ids), "channel": channel_code, "but": but}
    free = {variant_id: int(units) for variant_id, units in rows(_FREE, asked)}
    waiting = {
        variant_id: (all_of_it, here) for variant_id, all_of_it, here in rows(_WAITING, asked)
    }
    incoming: dict[UUID, list[Incoming]] = {}
    for variant_id, units, first_on, last_on in rows(_INCOMING, asked):
        incoming.setdefault(variant_id, []).append(Incoming(units, Window(first_on, last_on)))
    leads = lead_windows(variant_ids, now=now)
    return {
        each: Demand(
            free.get(each, 0),
            *waiting.get(each, (0, 0)),
            tuple(incoming.get(each, ())),
            leads.get(each),
        )
        for each in variant_ids
    }


def lead_windows(variant_ids: Collection[UUID], *, now: datetime) -> dict[UUID, Window]:
    """Return when each variant would be here if it were ordered now; those that nobody knows are left out."""
    known = bound(LeadTimes).expected(variant_ids, ordered_at=now)
    return {each: Window(found.earliest, found.latest) for each, found in known.items()}


_FREE = """
SELECT b.variant_id, sum(greatest(b.on_hand - b.reserved - b.buffer - sold_from.buffer, 0))
FROM inventory_channel_location AS sold_from
JOIN inventory_balance AS b ON b.location_id = sold_from.location_id
WHERE sold_from.channel_code = %(channel)s AND b.variant_id = ANY(%(variants)s::uuid[])
GROUP BY b.variant_id"""
_WAITING = """
SELECT variant_id, sum(units - allotted - stopped)::int,
  coalesce(sum(units - allotted - stopped) FILTER (WHERE channel_code = %(channel)s), 0)::int
FROM inventory_waiting
WHERE variant_id = ANY(%(variants)s::uuid[]) AND waits_for IS DISTINCT FROM %(but)s::uuid
  AND state IN ('held', 'waiting')
GROUP BY variant_id"""
_INCOMING = """
SELECT d.variant_id, d.quantity - d.received, d.first_on, d.last_on
FROM inventory_expected_delivery AS d
WHERE d.variant_id = ANY(%(variants)s::uuid[]) AND NOT d.is_over AND d.quantity > d.received
  AND EXISTS (
    SELECT FROM inventory_channel_location AS sold_from
    WHERE sold_from.location_id = d.location_id AND sold_from.channel_code = %(channel)s)"""
