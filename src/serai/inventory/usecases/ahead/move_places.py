"""Agree to places in the queue, or give them up."""

from collections.abc import Mapping
from uuid import UUID

from serai.inventory.domain.ahead.waiting_state import WaitingState
from serai.inventory.models import Waiting
from serai.plumbing.db import rows, unit_of_work

_AGREE = """
UPDATE inventory_waiting SET state = 'waiting' WHERE waits_for = %s AND state = 'held'
RETURNING variant_id
"""


@unit_of_work()
def agree_places(waits_for: UUID) -> int:
    """Let an order that is agreed keep its places; return how many. Joins the caller's transaction."""
    return len(rows(_AGREE, [waits_for]))


@unit_of_work()
def give_up_places(waits_for: UUID, units: Mapping[UUID, int] | None = None) -> dict[UUID, int]:
    """
    Give up places in the queue; they are free for others from the commit on. Joins the caller's transaction.

    What has goods by now is not given up here: those come back as other goods do.

    Args:
        waits_for: whose places.
        units: how many of each variant at most; `None`: all.

    Returns:
        How many of each variant were given up.
    """
    found = Waiting.objects.select_for_update().filter(waits_for=waits_for).order_by("variant_id")
    given: dict[UUID, int] = {}
    for row in found:
        left = row.units - row.allotted - row.stopped
        stops = left if units is None else min(left, units.get(row.variant_id, 0))
        if stops:
            row.stopped += stops
            if stops == left:
                row.state = WaitingState.OVER.value
            row.save(update_fields=["stopped", "state"])
            given[row.variant_id] = stops
    return given
