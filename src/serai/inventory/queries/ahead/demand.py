"""What waits for an article, what is expected of it, and what is free: the state of its queue."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from serai.inventory.domain.ahead.arrival import Incoming, Window
from serai.inventory.domain.ahead.demand import Demand
from serai.inventory.ports import LeadTimes
from serai.plumbing.db import rows
from serai.plumbing.wiring import bound


def demands(
    variant_ids: Collection[UUID],
    channel_code: str,
    *,
    now: datetime,
    but: UUID | None = None,
) -> Mapping[UUID, Demand]:
    """
    Return the queue of each variant in a channel; four statements.

    Who waits in a store counts where the channel sells from that store: they get the same goods.

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
SELECT w.variant_id,
  coalesce(sum(w.units - w.allotted - w.stopped) FILTER (WHERE w.location_id IS NULL OR EXISTS (
    SELECT FROM inventory_channel_location AS sold_from
    WHERE sold_from.location_id = w.location_id AND sold_from.channel_code = %(channel)s)), 0)::int,
  coalesce(sum(w.units - w.allotted - w.stopped)
    FILTER (WHERE w.channel_code = %(channel)s), 0)::int
FROM inventory_waiting AS w
WHERE w.variant_id = ANY(%(variants)s::uuid[]) AND w.waits_for IS DISTINCT FROM %(but)s::uuid
  AND w.state IN ('held', 'waiting')
GROUP BY w.variant_id"""
_INCOMING = """
SELECT d.variant_id, d.quantity - d.received, d.first_on, d.last_on
FROM inventory_expected_delivery AS d
WHERE d.variant_id = ANY(%(variants)s::uuid[]) AND NOT d.is_over AND d.quantity > d.received
  AND EXISTS (
    SELECT FROM inventory_channel_location AS sold_from
    WHERE sold_from.location_id = d.location_id AND sold_from.channel_code = %(channel)s)"""
