"""Give up what nobody collected in time: goods back to the shelf, money back to the shopper."""

from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.kernel.errors import DomainError
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.changes.lines_of_units import lines_of_units
from serai.plumbing.db import unit_of_work

REASON = "Not collected in time"
_AT_ONCE = 200


def release_uncollected(*, now: datetime) -> int:
    """
    Call off the units of every group that waited too long, each in a transaction of its own; return how many.

    An order of which nothing else is left is cancelled with it. One that cannot change just now (a document of it
    waits to be paid) is asked again next time.
    """
    return sum(_released(group_id, now) for group_id in fulfilment.uncollected(now, limit=_AT_ONCE))


def _released(group_id: UUID, now: datetime) -> bool:
    try:
        _release(group_id, now=now)
    except DomainError:
        return False
    return True


@unit_of_work()
def _release(group_id: UUID, *, now: datetime) -> None:
    group = fulfilment.group(group_id)
    left = {line.position: line.left for line in group.lines if line.left}
    units = lines_of_units(group.order_id, left, now=now)
    command = CancelLines(group.order_id, f"not collected {group_id}", units, REASON)
    cancel_lines(command, now=now)
