"""Units that are not where they should be: somebody else sends them, or nobody can."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import GroupAction, GroupState, allowed_actions
from serai.fulfilment.domain.parts_of_order import OrderedUnits, Part, Spot, parts_of_order
from serai.fulfilment.events import UnitsMissing
from serai.fulfilment.models import GroupLine
from serai.fulfilment.queries.groups import GroupView, groups_of_order
from serai.fulfilment.usecases.groups.leave_place import leave_place
from serai.fulfilment.usecases.groups.lock_groups import LockedGroup, locked_group
from serai.fulfilment.usecases.groups.split_group import (
    checked_units,
    group_beside,
    next_number,
    opened,
    promise_anew,
    take_out,
)
from serai.inventory import public as inventory
from serai.kernel.ids import uuid7
from serai.kernel.states import IllegalTransition
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish

NOTE = "Not found while picking"
_A_MOMENT = timedelta(minutes=5)


@unit_of_work()
def miss_units(group_id: UUID, units: Mapping[int, int], *, now: datetime) -> tuple[GroupView, ...]:
    """
    Note that units of a group cannot be found; return all groups of the order.

    The shelf counts as empty: what the books still say is free of them there is written off. Parcels are sent
    from elsewhere as far as the channel's other locations have the units, from those first that send
    part of the order anyway; they are new groups. What nobody has stays in a group without a location, and
    `UnitsMissing` tells so that the shopper can be told and paid back. A pick-up is never sent for elsewhere.

    Args:
        group_id: which group.
        units: how many of each position are missing.
        now: the present instant.

    Raises:
        GroupNotFound: no such group.
        IllegalTransition: it is not being picked: held, packed, or over.
        TooManyUnits: fewer are left of a line.
    """
    locked, everything = locked_group(group_id)
    if GroupAction.PICK not in allowed_actions(locked.kind, locked.state):
        allowed = allowed_actions(locked.kind, locked.state)
        raise IllegalTransition(locked.state, GroupAction.PICK, [*allowed])
    moved = take_out(locked, checked_units(locked, units))
    for line in moved:
        line.picked = 0
    if not locked.left():
        leave_place(locked, everything)
    _write_off(locked, moved, now)
    found = _found_elsewhere(locked, moved, everything, now) if _may_move(locked) else None
    _open(locked, moved, found, everything, now)
    if not locked.left() and not locked.lines:
        locked.advance(GroupAction.CANCEL, now=now, ended_at=now)
    return groups_of_order(locked.row.order_id)


def _may_move(locked: LockedGroup) -> bool:
    return locked.kind is GroupKind.SHIP


def _write_off(locked: LockedGroup, moved: Sequence[GroupLine], now: datetime) -> None:
    """Undo the sale of what was not there, and take it off the books with all that should lie beside it."""
    where = locked.row.location_id
    if where is None:
        return
    missing: dict[UUID, int] = {}
    for line in moved:
        missing[line.variant_id] = missing.get(line.variant_id, 0) + line.quantity
    spots = {(variant_id, where): count for variant_id, count in missing.items()}
    unsold = inventory.restock_units(locked.row.reservation_of, spots, note=NOTE, now=now)
    gone = {
        variant_id: count - unsold.get((variant_id, where), 0)
        for variant_id, count in missing.items()
    }
    free = {
        each.variant_id: each.free
        for each in inventory.free_units(missing, locked.row.channel_code)
        if each.location_id == where
    }
    entries = [
        inventory.StockEntry(variant_id, where, -count, NOTE)
        for variant_id in missing
        if (count := max(gone[variant_id], free.get(variant_id, 0)))
    ]
    if entries:
        inventory.adjust(entries, now=now)


def _found_elsewhere(
    locked: LockedGroup,
    moved: Sequence[GroupLine],
    everything: Sequence[LockedGroup],
    now: datetime,
) -> inventory.ReservationView | None:
    """Take from other locations what they have of it; nothing when somebody was faster."""
    wanted: dict[UUID, int] = {}
    for line in moved:
        wanted[line.variant_id] = wanted.get(line.variant_id, 0) + line.quantity
    sends = {
        each.row.location_id
        for each in everything
        if each.state in (GroupState.OPEN, GroupState.PICKING)
    }
    rows = [
        each
        for each in inventory.free_units(wanted, locked.row.channel_code)
        if each.sells and each.location_id != locked.row.location_id
    ]
    items, plan = _shared(wanted, sorted(rows, key=lambda each: each.location_id not in sends))
    if not items:
        return None
    reservation_of = uuid7()
    try:
        inventory.reserve_as_planned(
            items,
            plan,
            reservation_of=reservation_of,
            channel_code=locked.row.channel_code,
            expires_at=now + _A_MOMENT,
            now=now,
        )
    except inventory.OutOfStock:
        return None
    return inventory.fulfil_reservation(reservation_of, now=now)


def _shared(
    wanted: Mapping[UUID, int], rows: Sequence[inventory.FreeUnits]
) -> tuple[dict[UUID, int], list[inventory.ReservedLine]]:
    left, plan = dict(wanted), []
    for variant_id, location_id, free, _ in rows:
        taken = min(free, left[variant_id])
        if taken:
            plan.append(inventory.ReservedLine(variant_id, location_id, taken))
            left[variant_id] -= taken
    items = {each: wanted[each] - left[each] for each in wanted if wanted[each] > left[each]}
    return items, plan


def _open(
    locked: LockedGroup,
    moved: Sequence[GroupLine],
    found: inventory.ReservationView | None,
    everything: Sequence[LockedGroup],
    now: datetime,
) -> None:
    lines = [
        OrderedUnits(line.position, line.variant_id, line.sku, line.name, line.quantity)
        for line in moved
    ]
    spots = [
        Spot(each.variant_id, each.location_id, each.quantity)
        for each in (found.lines if found else ())
    ]
    for number, part in enumerate(parts_of_order(lines, spots), next_number(everything)):
        row = group_beside(locked, number=number, now=now)
        if part.location_id is not None and found is not None:
            row.reservation_of = found.reservation_of
            promise_anew(row, part.location_id, now=now)
        new = opened(row, _lines_of(part))
        if part.location_id is None:
            positions = tuple(new.lines)
            units = tuple(line.quantity for line in new.lines.values())
            publish(UnitsMissing(**new.facts(), positions=positions, units=units))


def _lines_of(part: Part) -> list[GroupLine]:
    return [
        GroupLine(
            position=line.position,
            variant_id=line.variant_id,
            sku=line.sku,
            name=line.name,
            quantity=units,
        )
        for line, units in part.units
    ]
