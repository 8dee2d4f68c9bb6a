"""Stop the groups of an order, and let them go on."""

from datetime import datetime
from uuid import UUID

from serai.fulfilment.domain.group_state import GroupAction, GroupState, allowed_actions
from serai.fulfilment.events import GroupHeld, GroupReleased
from serai.fulfilment.usecases.groups.lock_groups import locked_groups
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


@unit_of_work()
def hold_groups(order_id: UUID, *, reason: str, now: datetime) -> int:
    """
    Let nothing more of an order leave; return how many groups are held by it.

    What has left stays gone. Held again, the new reason stands. Joins the caller's transaction.
    """
    held = 0
    for each in locked_groups(order_id):
        if each.state is GroupState.HELD:
            each.write(now=now, hold_reason=reason)
        elif GroupAction.HOLD in allowed_actions(each.kind, each.state):
            each.advance(GroupAction.HOLD, now=now, hold_reason=reason, held_at=now)
            publish(GroupHeld(**each.facts()))
            held += 1
    return held


@unit_of_work()
def release_groups(order_id: UUID, *, now: datetime) -> int:
    """Let the groups of an order that are held go on; return how many. Joins the caller's transaction."""
    released = 0
    for each in locked_groups(order_id):
        if each.state is GroupState.HELD:
            each.advance(GroupAction.RELEASE, now=now, hold_reason="", ready_at=None)
            publish(GroupReleased(**each.facts()))
            released += 1
    return released
