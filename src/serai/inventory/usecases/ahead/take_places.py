"""Take places in the queue for what is not there yet."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.inventory.domain.ahead.terms import AheadTerms
from serai.inventory.domain.ahead.waiting_state import WaitingState
from serai.inventory.models import Waiting
from serai.inventory.queries.ahead.demand_in_stores import demands_at
from serai.inventory.queries.ahead.split import AheadUnits, split_ahead
from serai.inventory.usecases.ahead.lock_queue import lock_queue
from serai.inventory.usecases.reserve import OutOfStock, named_shortages
from serai.plumbing.db import execute, unit_of_work


@unit_of_work()
def take_places(
    items: Mapping[UUID, int],
    terms: Mapping[UUID, AheadTerms],
    *,
    waits_for: UUID,
    channel_code: str,
    location_id: UUID | None = None,
    now: datetime,
) -> tuple[AheadUnits, ...]:
    """
    Take places for the units of an order that are not there; return them. Joins the caller's transaction.

    What is free and nobody waits for is there; of a pre-order nothing is before its release. The order's own
    places from before are replaced. Nobody else sells these articles ahead until the transaction ends.

    Args:
        items: units by variant, of articles that are sold ahead.
        terms: on which terms each is.
        waits_for: the order.
        channel_code: who sells.
        location_id: the store in which they are collected; only what comes there counts. `None`: anywhere.
        now: the present instant.

    Raises:
        OutOfStock: units are neither there nor have room in the queue; no place is taken.
    """
    lock_queue(items)
    execute("DELETE FROM inventory_waiting WHERE waits_for = %s AND state = 'held'", [waits_for])
    queues = demands_at(location_id, items, channel_code, now=now)
    split = split_ahead(items, terms, queues, now=now)
    if split.short:
        raise OutOfStock(named_shortages(split.short))
    where = {"waits_for": waits_for, "channel_code": channel_code, "location_id": location_id}
    Waiting.objects.bulk_create([_row(each, where, now) for each in split.ahead])
    return split.ahead


def _row(each: AheadUnits, where: Mapping[str, Any], now: datetime) -> Waiting:
    return Waiting(
        **where,
        variant_id=each.variant_id,
        kind=each.terms.kind.value,
        state=WaitingState.HELD.value,
        units=each.units,
        since=now,
        release_on=each.terms.release_on,
        first_on=each.window.first_on if each.window else None,
        last_on=each.window.last_on if each.window else None,
    )
