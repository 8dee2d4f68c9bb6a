"""The queues of articles in stores: who waits for a pick-up there, and what comes to them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.inventory.domain.ahead.arrival import Incoming, Window
from serai.inventory.domain.ahead.demand import Demand
from serai.inventory.queries.ahead.demand import demands, lead_windows
from serai.inventory.queries.store_buffers import kept_from_collecting
from serai.inventory.queries.stores_holding import StoreView
from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class StoreQueues:
    """A store, with the queue of each article there."""

    store: StoreView
    queues: dict[UUID, Demand]


def demands_in_stores(
    variant_ids: Collection[UUID],
    channel_code: str,
    *,
    code: str | None = None,
    location_id: UUID | None = None,
    now: datetime,
) -> list[StoreQueues]:
    """
    Return the queue of each variant in each store, by the stores' codes; three statements, however many stores.

    What a store keeps from those who collect is not free, and one statement more where some do so by category. Who
    waits anywhere counts in a store that their channel sells from: they may get its goods.

    Args:
        variant_ids: which articles.
        channel_code: which channel asks.
        code: ask only about the store with this code.
        location_id: ask only about this place.
        now: the present instant.
    """
    asked = {
        "variants": list(variant_ids),
        "channel": channel_code,
        "code": code,
        "location": location_id,
    }
    kept = kept_from_collecting(variant_ids)
    stores = [StoreView(*row) for row in rows(_STORES, asked)]
    if not stores:
        return []
    free: dict[tuple[UUID, UUID], int] = {}
    waiting: dict[tuple[UUID, UUID], int] = {}
    incoming: dict[tuple[UUID, UUID], list[Incoming]] = {}
    in_channel: dict[UUID, int] = {}
    for what, place, variant_id, units, first_on, last_on in rows(_QUEUES, asked):
        if what == "free":
            stays = kept.get((variant_id, place), 0)
            free[variant_id, place] = max(0, units - stays)
        elif what == "waiting":
            waiting[variant_id, place] = units
        elif what == "channel":
            in_channel[variant_id] = units
        else:
            found = incoming.setdefault((variant_id, place), [])
            found.append(Incoming(units, Window(first_on, last_on)))
    leads = lead_windows(variant_ids, now=now)
    return [
        StoreQueues(
            store,
            {
                each: Demand(
                    free.get((each, store.id), 0),
                    waiting.get((each, store.id), 0),
                    in_channel.get(each, 0),
                    tuple(incoming.get((each, store.id), ())),
                    leads.get(each),
                )
                for each in variant_ids
            },
        )
        for store in stores
    ]


def demands_at(
    location_id: UUID | None, variant_ids: Collection[UUID], channel_code: str, *, now: datetime
) -> Mapping[UUID, Demand]:
    """Return the queue of each variant at one place, or, without one, in a channel; three or four statements."""
    if location_id is None:
        return demands(variant_ids, channel_code, now=now)
    [found] = demands_in_stores(variant_ids, channel_code, location_id=location_id, now=now)
    return found.queues


_STORES = """
SELECT id, code, name FROM inventory_location
WHERE (%(location)s::uuid IS NULL AND kind = 'store' OR id = %(location)s::uuid)
  AND (%(code)s::text IS NULL OR code = %(code)s::text)
ORDER BY code"""
_QUEUES = """
WITH place AS MATERIALIZED (
  SELECT id FROM inventory_location
  WHERE (%(location)s::uuid IS NULL AND kind = 'store' OR id = %(location)s::uuid)
    AND (%(code)s::text IS NULL OR code = %(code)s::text)
), live AS MATERIALIZED (
  SELECT variant_id, channel_code, location_id, sum(units - allotted - stopped)::int AS units
  FROM inventory_waiting
  WHERE variant_id = ANY(%(variants)s::uuid[]) AND state IN ('held', 'waiting')
  GROUP BY variant_id, channel_code, location_id
)
SELECT 'free', b.location_id, b.variant_id, greatest(b.on_hand - b.reserved - b.buffer, 0),
  NULL::date, NULL::date
FROM inventory_balance AS b JOIN place ON place.id = b.location_id
WHERE b.variant_id = ANY(%(variants)s::uuid[])
UNION ALL
SELECT 'waiting', place.id, live.variant_id, sum(live.units)::int, NULL, NULL
FROM place JOIN live ON live.location_id = place.id OR live.location_id IS NULL AND EXISTS (
  SELECT FROM inventory_channel_location AS sold_from
  WHERE sold_from.location_id = place.id AND sold_from.channel_code = live.channel_code)
GROUP BY place.id, live.variant_id
UNION ALL
SELECT 'channel', NULL, variant_id, sum(units)::int, NULL, NULL
FROM live WHERE channel_code = %(channel)s GROUP BY variant_id
UNION ALL
SELECT 'incoming', d.location_id, d.variant_id, d.quantity - d.received, d.first_on, d.last_on
FROM inventory_expected_delivery AS d JOIN place ON place.id = d.location_id
WHERE d.variant_id = ANY(%(variants)s::uuid[]) AND NOT d.is_over AND d.quantity > d.received"""
