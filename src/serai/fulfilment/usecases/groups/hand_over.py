"""Hand goods over: to a carrier, or to the shopper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import (
    OUT,
    GroupAction,
    GroupState,
    advance_group,
    leaves_by,
)
from serai.fulfilment.events import GroupHandedOver
from serai.fulfilment.models import GroupLine
from serai.fulfilment.queries.groups import GroupView, group
from serai.fulfilment.usecases.groups.check_age import must_be_old_enough
from serai.fulfilment.usecases.groups.lock_groups import LockedGroup, locked_group, locked_groups
from serai.fulfilment.usecases.groups.split_group import checked_units, leave_behind
from serai.kernel.states import IllegalTransition
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish

_FROM_A_PLACE = (GroupKind.SHIP, GroupKind.PICKUP)
"""Goods that leave from where they lie; what lies nowhere was not found, and cannot leave."""


@dataclass(frozen=True, slots=True)
class Tracking:
    """Who carries a parcel, and what they call it."""

    carrier: str = ""
    number: str = ""
    url: str = ""


@unit_of_work()
def hand_over(
    group_id: UUID,
    units: Mapping[int, int] | None = None,
    *,
    tracking: Tracking | None = None,
    now: datetime,
) -> GroupView:
    """
    Note that goods of a group have left: with a carrier, or with the shopper. `GroupHandedOver` tells.

    Named units that are fewer than the group has leave alone; the rest becomes a group of its own, open. A
    group whose goods have left stays as it is: to say so again changes nothing.

    Args:
        group_id: which group.
        units: how many of each position of the order; `None`: all that is left.
        tracking: who carries it.
        now: the present instant.

    Raises:
        GroupNotFound: no such group.
        IllegalTransition: it is held, or over, or nobody has its units.
        AgeCheckNeeded: the shopper takes it here, and nobody has checked that they are old enough.
        TooManyUnits: fewer are left.
    """
    locked, everything = locked_group(group_id)
    if locked.state not in OUT:
        _leave(locked, units, everything, tracking or Tracking(), now)
    return group(group_id)


@unit_of_work()
def hand_over_order(order_id: UUID, *, now: datetime) -> int:
    """
    Note that all of an order's goods that are still here have left; return of how many groups.

    Raises:
        IllegalTransition: a group of it is held, or nobody has its units.
        AgeCheckNeeded: the shopper takes one here, and nobody has checked that they are old enough.
    """
    everything = locked_groups(order_id)
    waiting = [each for each in everything if each.left() and not _is_over(each)]
    for each in waiting:
        _leave(each, None, everything, Tracking(), now)
    return len(waiting)


def _is_over(locked: LockedGroup) -> bool:
    return locked.state in (*OUT, GroupState.CANCELLED, GroupState.NO_SHOW)


def _leave(
    locked: LockedGroup,
    units: Mapping[int, int] | None,
    everything: list[LockedGroup],
    tracking: Tracking,
    now: datetime,
) -> None:
    action = leaves_by(locked.kind)
    advance_group(locked.kind, locked.state, action)
    if locked.kind in _FROM_A_PLACE and locked.row.location_id is None:
        raise IllegalTransition(locked.state, action, [GroupAction.CANCEL])
    if locked.kind in (GroupKind.PICKUP, GroupKind.COUNTER):
        must_be_old_enough(locked)
    goes, left = checked_units(locked, units), locked.left()
    stays = {
        position: count - goes.get(position, 0)
        for position, count in left.items()
        if count > goes.get(position, 0)
    }
    if stays:
        leave_behind(locked, stays, everything, now=now)
    for line in locked.lines.values():
        line.handed = line.picked = line.quantity - line.cancelled
    GroupLine.objects.bulk_update(locked.lines.values(), ["handed", "picked"])
    locked.advance(
        action,
        now=now,
        left_at=now,
        carrier=tracking.carrier,
        tracking_number=tracking.number,
        tracking_url=tracking.url,
    )
    publish(
        GroupHandedOver(
            **locked.facts(),
            positions=tuple(goes),
            units=tuple(goes.values()),
            carrier=tracking.carrier,
            tracking_number=tracking.number,
        )
    )
