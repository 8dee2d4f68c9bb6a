"""Give goods that are there to those who wait for them, first come, first served."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from serai.inventory.domain.ahead.day_of import day_of
from serai.inventory.domain.ahead.waiting_state import WaitingState
from serai.inventory.events import WaitingAllotted
from serai.inventory.models import Allotment, Waiting
from serai.inventory.queries.availability import availability
from serai.inventory.queries.free_to_collect import free_to_collect
from serai.inventory.usecases.ahead.lock_queue import lock_queue
from serai.inventory.usecases.fulfil_reservation import fulfil_reservation
from serai.inventory.usecases.reserve import OutOfStock, reserve
from serai.kernel.ids import uuid7
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.events import publish

AT_ONCE = 100
_A_MOMENT = timedelta(minutes=5)
_TO_SERVE = """
SELECT DISTINCT w.variant_id FROM inventory_waiting AS w
JOIN inventory_balance AS b ON b.variant_id = w.variant_id
LEFT JOIN inventory_channel_location AS sold_from
  ON sold_from.channel_code = w.channel_code AND sold_from.location_id = b.location_id
WHERE (w.location_id = b.location_id OR w.location_id IS NULL AND sold_from.location_id IS NOT NULL)
  AND w.state = 'waiting' AND (w.release_on IS NULL OR w.release_on <= %(today)s)
  AND (%(variants)s::uuid[] IS NULL OR w.variant_id = ANY(%(variants)s::uuid[]))
  AND b.on_hand - b.reserved - b.buffer
    - CASE WHEN w.location_id IS NULL THEN sold_from.buffer ELSE 0 END > 0
"""


def allot_units(variant_ids: Collection[UUID] | None = None, *, now: datetime) -> int:
    """
    Give what lies free to those who wait for it; return to how many. Who waits in a store gets what lies there.

    Each variant is served in transactions of its own: whatever dies in between leaves nothing half done, and
    the next call goes on. Nobody gets units twice, whoever calls at the same time.

    Args:
        variant_ids: of which articles; `None`: of all.
        now: the present instant.
    """
    wanted = None if variant_ids is None else list(variant_ids)
    found = rows(_TO_SERVE, {"today": day_of(now), "variants": wanted})
    served = 0
    for (variant_id,) in sorted(found):
        while some := _serve(variant_id, now):
            served += some
            if some < AT_ONCE:
                break
    return served


@unit_of_work()
def _serve(variant_id: UUID, now: datetime) -> int:
    lock_queue([variant_id])
    return serve_locked(variant_id, now=now)


def serve_locked(variant_id: UUID, *, now: datetime) -> int:
    """
    Give what lies free of a variant to up to a hundred who wait; return to how many.

    Joins the caller's transaction, which has locked the queue before any balance.
    """
    queue = (
        Waiting.objects.select_for_update()
        .filter(variant_id=variant_id, state=WaitingState.WAITING.value)
        .exclude(release_on__gt=day_of(now))
        .order_by("since", "id")
    )
    free: dict[tuple[str, UUID | None], int] = {}
    served = 0
    for row in queue:
        where = (row.channel_code, row.location_id)
        if where not in free:
            free[where] = _free(variant_id, *where)
        units = min(row.units - row.allotted - row.stopped, free[where])
        if units and _give(row, units, now):
            free.clear()  # other channels sell from the same shelves
            served += 1
        if served == AT_ONCE:
            break
    return served


def _free(variant_id: UUID, channel_code: str, location_id: UUID | None) -> int:
    if location_id is None:
        return availability([variant_id], channel_code)[variant_id].free
    return free_to_collect(variant_id, location_id)


def _give(row: Waiting, units: int, now: datetime) -> bool:
    """Take units off the shelf for one who waits; say no when somebody was faster."""
    allotment_id = uuid7()
    try:
        reserve(
            {row.variant_id: units},
            reservation_of=allotment_id,
            channel_code=row.channel_code,
            location_id=row.location_id,
            expires_at=now + _A_MOMENT,
            now=now,
        )
    except OutOfStock:
        return False
    fulfil_reservation(allotment_id, now=now)
    Allotment.objects.create(id=allotment_id, waiting=row, units=units, allotted_at=now)
    row.allotted += units
    if row.allotted + row.stopped == row.units:
        row.state = WaitingState.OVER.value
    row.save(update_fields=["allotted", "state"])
    publish(WaitingAllotted(row.waits_for, row.variant_id, units, allotment_id, row.channel_code))
    return True
