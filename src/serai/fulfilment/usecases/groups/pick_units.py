"""Note what has been taken from the shelf."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from serai.fulfilment.domain.group_state import GroupAction, GroupState
from serai.fulfilment.models import GroupLine
from serai.fulfilment.queries.groups import GroupView, group
from serai.fulfilment.usecases.groups.lock_groups import locked_group
from serai.fulfilment.usecases.groups.split_group import TooManyUnits
from serai.plumbing.db import unit_of_work


@unit_of_work()
def pick_units(
    group_id: UUID, picked: Mapping[int, int] | None = None, *, now: datetime
) -> GroupView:
    """
    Note how many units of a group's lines are picked so far; the group is being picked from now on.

    Told again the same way, nothing changes; a smaller number puts units back.

    Args:
        group_id: which group.
        picked: how many of each position in all; lines that are not named stay. `None`: all of it.
        now: the present instant.

    Raises:
        GroupNotFound: no such group.
        IllegalTransition: it is held, packed already, or over.
        TooManyUnits: a line has fewer units.
    """
    locked, _ = locked_group(group_id)
    counts = {at: line.quantity - line.cancelled for at, line in locked.lines.items()}
    for position, units in (counts if picked is None else picked).items():
        most = counts.get(position, 0)
        if not 0 <= units <= most:
            raise TooManyUnits(position, asked=units, left=most)
        locked.lines[position].picked = units
    begun = {"picking_at": now} if locked.state is not GroupState.PICKING else {}
    locked.advance(GroupAction.PICK, now=now, **begun)
    GroupLine.objects.bulk_update(locked.lines.values(), ["picked"])
    return group(group_id)
