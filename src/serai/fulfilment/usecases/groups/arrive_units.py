"""Goods have come for units that waited for them: somebody has something to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.fulfilment.domain.group_state import GroupAction, GroupState
from serai.fulfilment.domain.parts_of_order import OrderedUnits, Spot, parts_of_order
from serai.fulfilment.events import GroupHeld, GroupOpened
from serai.fulfilment.models import GroupLine
from serai.fulfilment.usecases.groups.lock_groups import LockedGroup, locked_groups
from serai.fulfilment.usecases.groups.split_group import (
    group_beside,
    next_number,
    opened,
    promise_anew,
    queue_at,
    take_out,
)
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


@dataclass(frozen=True, slots=True)
class ArriveUnits:
    """
    Goods that were given to an order's waiting units.

    Attributes:
        order_id: which order.
        reservation_of: what the goods are reserved for, and fulfilled.
        spots: how many units lie where.
        hold_reason: why nobody may begin yet; empty when they may.
    """

    order_id: UUID
    reservation_of: UUID
    spots: tuple[Spot, ...]
    hold_reason: str = ""


@unit_of_work()
def arrive_units(command: ArriveUnits, *, now: datetime) -> tuple[Spot, ...]:
    """
    Let units that wait be picked where their goods lie; return the goods that nobody waits for any more.

    A waiting group all of whose goods lie in one place becomes the group of that place; otherwise what has come
    leaves it for new groups. Said again for the same reservation, nothing changes and nothing is returned. Joins
    the caller's transaction.
    """
    everything = locked_groups(command.order_id)
    if any(each.row.reservation_of == command.reservation_of for each in everything):
        return ()
    left = list(command.spots)
    for each in [one for one in everything if one.state is GroupState.WAITING]:
        takes = _takes(each, left)
        if takes:
            left = _bring(each, takes, left, command, everything, now)
    return tuple(left)


def _takes(group: LockedGroup, spots: Sequence[Spot]) -> dict[int, int]:
    """Return how many units of each position of a waiting group have come."""
    there: dict[UUID, int] = {}
    for spot in spots:
        there[spot.variant_id] = there.get(spot.variant_id, 0) + spot.units
    takes: dict[int, int] = {}
    for position, units in group.left().items():
        variant_id = group.lines[position].variant_id
        taken = min(units, there.get(variant_id, 0))
        if taken:
            takes[position] = taken
            there[variant_id] -= taken
    return takes


def _bring(
    group: LockedGroup,
    takes: Mapping[int, int],
    spots: Sequence[Spot],
    command: ArriveUnits,
    everything: list[LockedGroup],
    now: datetime,
) -> list[Spot]:
    lines = [
        OrderedUnits(position, line.variant_id, line.sku, line.name, units)
        for position, units in takes.items()
        for line in [group.lines[position]]
    ]
    parts = parts_of_order(lines, spots)
    if len(parts) == 1 and dict(takes) == group.left():
        _settle(group, parts[0].location_id, command, now)
        return _without(spots, parts[0].location_id, lines)
    rest = list(spots)
    for part in parts:
        units = {line.position: count for line, count in part.units}
        made = _new_group(group, units, part.location_id, command, everything, now)
        everything.append(made)
        counted = [_counted(line, count) for line, count in part.units]
        rest = _without(rest, part.location_id, counted)
    return rest


def _settle(
    group: LockedGroup, location_id: UUID | None, command: ArriveUnits, now: datetime
) -> None:
    """Let a waiting group itself be picked: all that it waited for lies in one place."""
    row = group.row
    if location_id is not None:
        promise_anew(row, location_id, now=now)
    group.advance(
        GroupAction.ARRIVE,
        now=now,
        location_id=location_id,
        reservation_of=command.reservation_of,
        due_by=row.due_by,
        promised_earliest=row.promised_earliest,
        promised_latest=row.promised_latest,
        queue_at=queue_at(row.due_by, now),
    )
    publish(GroupOpened(**group.facts()))
    _hold(group, command.hold_reason, now)


def _new_group(
    group: LockedGroup,
    units: Mapping[int, int],
    location_id: UUID | None,
    command: ArriveUnits,
    everything: Sequence[LockedGroup],
    now: datetime,
) -> LockedGroup:
    moved: list[GroupLine] = take_out(group, units)
    row = group_beside(group, number=next_number(everything), now=now)
    row.reservation_of = command.reservation_of
    if location_id is not None:
        promise_anew(row, location_id, now=now)
    made = opened(row, moved)
    _hold(made, command.hold_reason, now)
    if not group.left():
        group.advance(GroupAction.CANCEL, now=now, ended_at=now)
    return made


def _hold(group: LockedGroup, reason: str, now: datetime) -> None:
    if reason:
        group.advance(GroupAction.HOLD, now=now, hold_reason=reason, held_at=now)
        publish(GroupHeld(**group.facts()))


def _counted(line: OrderedUnits, units: int) -> OrderedUnits:
    return OrderedUnits(line.position, line.variant_id, line.sku, line.name, units)


def _without(
    spots: Sequence[Spot], location_id: UUID | None, lines: Sequence[OrderedUnits]
) -> list[Spot]:
    """Return what is left of spots after lines have taken their units at a location."""
    taken: dict[UUID, int] = {}
    for line in lines:
        taken[line.variant_id] = taken.get(line.variant_id, 0) + line.units
    left = []
    for spot in spots:
        here = (
            min(spot.units, taken.get(spot.variant_id, 0)) if spot.location_id == location_id else 0
        )
        if here:
            taken[spot.variant_id] -= here
        if spot.units > here:
            left.append(Spot(spot.variant_id, spot.location_id, spot.units - here))
    return left
