"""See whether those who wait were told the right days, and tell them when not."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from serai.inventory.domain.ahead.arrival import Window, arrival
from serai.inventory.domain.ahead.day_of import day_of
from serai.inventory.domain.ahead.demand import Demand
from serai.inventory.domain.ahead.waiting_state import LIVE, WaitingState
from serai.inventory.events import WaitingMoved
from serai.inventory.models import Waiting
from serai.inventory.queries.ahead.demand_in_stores import demands_at
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.events import publish

_Place = tuple[UUID, str, UUID | None]
"""Of which article, in which channel, and in which store, if they collect it there."""
_SOLD_FROM = "SELECT channel_code, location_id FROM inventory_channel_location"
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
    sold_from = _sold_from()
    known: dict[_Place, Demand] = {}
    ahead: dict[_Place, int] = {}
    told = 0
    for row in queue:
        here = (row.variant_id, row.channel_code, row.location_id)
        if here not in known:
            found = demands_at(row.location_id, [row.variant_id], row.channel_code, now=now)
            known[here] = found[row.variant_id]
        left = row.units - row.allotted - row.stopped
        before = sum(units for place, units in ahead.items() if _share(place, here, sold_from))
        ahead[here] = ahead.get(here, 0) + left
        told += _look_at(row, left, before, known[here], now)
    return told


def _sold_from() -> dict[str, set[UUID]]:
    """Return the locations that each channel sells from."""
    found: dict[str, set[UUID]] = {}
    for channel_code, location_id in rows(_SOLD_FROM):
        found.setdefault(channel_code, set()).add(location_id)
    return found


def _share(one: _Place, other: _Place, sold_from: Mapping[str, set[UUID]]) -> bool:
    """Return whether those who wait at two places may get the same goods."""
    if one[0] != other[0]:
        return False
    (_, channel, location), (_, beside, there) = one, other
    if location is None:
        return there is None or there in sold_from.get(channel, ())
    return location == there if there else location in sold_from.get(beside, ())


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
