"""Cancel units that have not left yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.fulfilment.domain.group_state import GROUP_STATES, OVER, GroupAction, GroupState
from serai.fulfilment.events import GroupNotCollected, UnitsCancelled
from serai.fulfilment.models import GroupLine
from serai.fulfilment.usecases.groups.leave_place import leave_place
from serai.fulfilment.usecases.groups.lock_groups import LockedGroup, locked_groups
from serai.fulfilment.usecases.groups.split_group import TooManyUnits
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


@dataclass(frozen=True, slots=True)
class FreedUnits:
    """Units that will not go out, and where they lie; without a location nobody had them."""

    group_id: UUID
    reservation_of: UUID
    """What they were reserved for: the order, or the document that added them."""
    position: int
    variant_id: UUID
    location_id: UUID | None
    units: int
    picked: int
    """How many of them had been taken from the shelf."""


@unit_of_work()
def cancel_units(
    order_id: UUID, units: Mapping[int, int] | None = None, *, now: datetime
) -> tuple[FreedUnits, ...]:
    """
    Cancel units of an order that have not left, wherever they are; return where each of them lies.

    What nobody has picked goes first: of that what no location has, then what is in the last group. Groups of
    which nothing is left are cancelled, or given up where their shopper did not come in time; their place of the day
    is free again. The stock stays as it is: the caller puts back what is returned. Joins the caller's transaction.

    Args:
        order_id: whose units.
        units: how many of each position of the order; `None`: all that have not left.
        now: the present instant.

    Raises:
        TooManyUnits: fewer have not left.
    """
    everything = locked_groups(order_id)
    groups = [each for each in everything if _holds(each)]
    wanted = _wanted(groups, units)
    freed: list[FreedUnits] = []
    for each in groups:
        mine = _freed_in(each, wanted)
        if mine:
            _write(each, mine, now)
            freed.extend(mine)
            if not each.left():
                leave_place(each, everything)
    return tuple(freed)


def _holds(group: LockedGroup) -> bool:
    return group.state not in OVER and GroupAction.CANCEL in GROUP_STATES.allowed(group.state)


def _wanted(
    groups: list[LockedGroup], units: Mapping[int, int] | None
) -> dict[tuple[UUID, int], int]:
    """Return how many units of each group and position are cancelled."""
    spread: dict[tuple[UUID, int], int] = {}
    for position in _positions(groups) if units is None else units:
        holders = [each for each in groups if each.left().get(position)]
        free = sum(each.left()[position] for each in holders)
        left = free if units is None else units[position]
        if not 0 <= left <= free:
            raise TooManyUnits(position, asked=left, left=free)
        nowhere_first = sorted(
            holders, key=lambda each: (each.row.location_id is not None, -each.row.number)
        )
        for picked in (False, True):
            for each in nowhere_first:
                line, key = each.lines[position], (each.row.pk, position)
                there = line.picked if picked else line.quantity - line.cancelled - line.picked
                taken = min(left, there)
                spread[key] = spread.get(key, 0) + taken
                left -= taken
    return spread


def _positions(groups: list[LockedGroup]) -> list[int]:
    return sorted({position for each in groups for position in each.left()})


def _freed_in(group: LockedGroup, wanted: Mapping[tuple[UUID, int], int]) -> list[FreedUnits]:
    freed = []
    for position, line in group.lines.items():
        units = wanted.get((group.row.pk, position), 0)
        if units:
            picked = max(0, units - (line.quantity - line.cancelled - line.picked))
            line.cancelled += units
            line.picked -= picked
            row, variant_id = group.row, line.variant_id
            freed.append(
                FreedUnits(
                    row.pk,
                    row.reservation_of,
                    position,
                    variant_id,
                    row.location_id,
                    units,
                    picked,
                )
            )
    return freed


def _write(group: LockedGroup, freed: list[FreedUnits], now: datetime) -> None:
    GroupLine.objects.bulk_update(group.lines.values(), ["cancelled", "picked"])
    if group.left():
        group.write(now=now)
    else:
        group.advance(_ends_by(group, now), now=now, ended_at=now)
    told: dict[str, Any] = {
        "positions": tuple(each.position for each in freed),
        "units": tuple(each.units for each in freed),
    }
    publish(UnitsCancelled(**group.facts(), **told))
    if group.state is GroupState.NO_SHOW:
        publish(GroupNotCollected(**group.facts(), **told))


def _ends_by(group: LockedGroup, now: datetime) -> GroupAction:
    """Return how it ends: what waited for its shopper too long is given up, anything else is cancelled."""
    until = group.row.collect_by
    late = group.state is GroupState.READY and until is not None and until <= now
    return GroupAction.GIVE_UP if late else GroupAction.CANCEL
