"""See whether those who wait were told the right days, and tell them when not."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from serai.inventory.domain.ahead.arrival import Window, arrival
from serai.inventory.domain.ahead.waiting_state import LIVE, WaitingState
from serai.inventory.events import WaitingMoved
from serai.inventory.models import Waiting
from serai.inventory.queries.ahead.demand import Demand, day_of, demands
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.events import publish

_ALL = "SELECT DISTINCT variant_id FROM inventory_waiting WHERE state IN ('held', 'waiting')"


def tell_all_waiting(*, now: datetime) -> int:
    """Look at every queue, each in a transaction of its own; return how many who wait were told of a delay."""
    return sum(tell_waiting([variant_id], now=now) for (variant_id,) in sorted(rows(_ALL)))


@unit_of_work()
def tell_waiting(variant_ids: Collection[UUID], *, now: datetime) -> int:
    """
    Work out anew when everybody who waits for some articles is served; return how many are told of a delay.

    What comes sooner is noted in silence. What comes later than was told, or whose day nobody knows any more,
    is told by `WaitingMoved`; so is a release that moved either way, because the days move with it. Joins the
    caller's transaction.
    """
    live = [state.value for state in LIVE]
    queue = list(
        Waiting.objects.select_for_update()
        .filter(variant_id__in=list(variant_ids), state__in=live)
        .order_by("variant_id", "since", "id")
    )
    known: dict[tuple[UUID, str], Demand] = {}
    ahead: dict[UUID, int] = {}
    told = 0
    for row in queue:
        where = (row.variant_id, row.channel_code)
        if where not in known:
            known[where] = demands([row.variant_id], row.channel_code, now=now)[row.variant_id]
        left = row.units - row.allotted - row.stopped
        before = ahead.get(row.variant_id, 0)
        ahead[row.variant_id] = before + left
        told += _look_at(row, left, before, known[where], now)
    return told


def _look_at(row: Waiting, left: int, before: int, queue: Demand, now: datetime) -> bool:
    today = day_of(now)
    waits = row.release_on is not None and row.release_on > today
    window = arrival(
        before - queue.free,
        left,
        queue.incoming,
        lead=queue.lead,
        release_on=row.release_on if waits else None,
        today=today,
    )
    was = Window(row.first_on, row.last_on) if row.first_on and row.last_on else None
    if window == was:
        return False
    row.first_on, row.last_on = (window.first_on, window.last_on) if window else (None, None)
    row.save(update_fields=["first_on", "last_on"])
    is_later = was is not None and (window is None or window.last_on > was.last_on)
    if row.state == WaitingState.WAITING:
        publish(
            WaitingMoved(
                waits_for=row.waits_for,
                variant_id=row.variant_id,
                channel_code=row.channel_code,
                first_on=row.first_on,
                last_on=row.last_on,
                release_on=row.release_on,
                is_later=is_later,
            )
        )
    return is_later
