"""Follow a parcel that has left."""

from datetime import datetime
from uuid import UUID

from serai.fulfilment.domain.group_state import GroupAction, GroupState, allowed_actions
from serai.fulfilment.events import GroupDelivered
from serai.fulfilment.queries.groups import GroupView, group
from serai.fulfilment.usecases.groups.check_age import must_be_old_enough
from serai.fulfilment.usecases.groups.hand_over import Tracking
from serai.fulfilment.usecases.groups.lock_groups import locked_group
from serai.kernel.states import IllegalTransition
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


@unit_of_work()
def track_parcel(group_id: UUID, tracking: Tracking, *, now: datetime) -> GroupView:
    """
    Say (or say better) who carries a parcel that has left.

    Raises:
        GroupNotFound: no such group.
        IllegalTransition: it is still here, or no parcel.
    """
    locked, _ = locked_group(group_id)
    if locked.state not in (GroupState.SHIPPED, GroupState.DELIVERED):
        allowed = allowed_actions(locked.kind, locked.state)
        raise IllegalTransition(locked.state, GroupAction.SHIP, [*allowed])
    locked.write(
        now=now,
        carrier=tracking.carrier,
        tracking_number=tracking.number,
        tracking_url=tracking.url,
    )
    return group(group_id)


@unit_of_work()
def deliver_parcel(group_id: UUID, *, now: datetime) -> GroupView:
    """
    Note that the carrier has brought a parcel; to say so again changes nothing.

    Raises:
        GroupNotFound: no such group.
        IllegalTransition: it has not left, or is no parcel.
        AgeCheckNeeded: nobody has checked at the door that whoever takes it is old enough.
    """
    locked, _ = locked_group(group_id)
    if locked.state is not GroupState.DELIVERED:
        if locked.state is GroupState.SHIPPED:
            must_be_old_enough(locked)
        locked.advance(GroupAction.DELIVER, now=now, delivered_at=now)
        publish(GroupDelivered(**locked.facts()))
    return group(group_id)
