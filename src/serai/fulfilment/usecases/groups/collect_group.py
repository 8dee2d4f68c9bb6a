"""Hand out what was put aside to whoever came for it."""

from datetime import datetime
from uuid import UUID

from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import OUT, GroupAction, advance_group
from serai.fulfilment.models import Group
from serai.fulfilment.queries.groups import GroupView, group
from serai.fulfilment.usecases.groups.hand_over import hand_over
from serai.plumbing.db import unit_of_work


@unit_of_work()
def collect_group(group_id: UUID, *, collected_by: str, now: datetime) -> GroupView:
    """
    Note that somebody has collected a group, all that is left of it. Said again, nothing changes.

    Args:
        group_id: which group.
        collected_by: who came.
        now: the present instant.

    Raises:
        GroupNotFound: no such group.
        IllegalTransition: it is held or over, or is not collected at all.
        AgeCheckNeeded: nobody has checked that whoever takes it is old enough.
    """
    found = group(group_id)
    if found.state in OUT:
        return found
    if found.kind is not GroupKind.PICKUP:
        advance_group(found.kind, found.state, GroupAction.MAKE_READY)
    hand_over(group_id, now=now)
    Group.objects.filter(pk=group_id).update(collected_by=collected_by[:200])
    return group(group_id)
