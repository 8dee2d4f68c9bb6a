"""Note that a parcel is packed."""

from datetime import datetime
from uuid import UUID

from serai.fulfilment.domain.group_state import GroupAction
from serai.fulfilment.models import GroupLine
from serai.fulfilment.queries.groups import GroupView, group
from serai.fulfilment.usecases.groups.lock_groups import locked_group
from serai.plumbing.db import unit_of_work


@unit_of_work()
def pack_group(group_id: UUID, *, now: datetime) -> GroupView:
    """
    Note that all of a group is picked and packed; it waits for the carrier.

    Raises:
        GroupNotFound: no such group.
        IllegalTransition: it is held, packed already, over, or no parcel.
    """
    locked, _ = locked_group(group_id)
    for line in locked.lines.values():
        line.picked = line.quantity - line.cancelled
    locked.advance(GroupAction.PACK, now=now, ready_at=now)
    GroupLine.objects.bulk_update(locked.lines.values(), ["picked"])
    return group(group_id)
