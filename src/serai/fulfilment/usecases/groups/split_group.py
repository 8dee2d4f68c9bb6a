"""Leave units of a group behind, or move them: they become a group of their own."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import GroupState
from serai.fulfilment.events import GroupOpened
from serai.fulfilment.models import Group, GroupLine
from serai.fulfilment.queries.plans import plan_from
from serai.fulfilment.usecases.groups.lock_groups import LockedGroup
from serai.fulfilment.usecases.groups.write_group import write_group
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.events import publish

_A_DAY = timedelta(days=1)


class TooManyUnits(DomainError):
    """A group has fewer units of a line than were named."""

    code = "fulfilment.too_many_units"
    kind = Kind.CONFLICT

    def __init__(self, position: int, *, asked: int, left: int) -> None:
        self.position, self.asked, self.left = position, asked, left
        super().__init__(
            f"Line {position}: {left} units are there; {asked} were named."
            if left
            else f"Line {position}: nothing of it is there."
        )


def checked_units(group: LockedGroup, units: Mapping[int, int] | None) -> dict[int, int]:
    """
    Return the units of each position that are meant: those named, or all that are left.

    Raises:
        TooManyUnits: fewer are left, or none or less than none are named.
    """
    left = group.left()
    if units is None:
        return left
    for position, count in units.items():
        if not 0 <= count <= left.get(position, 0):
            raise TooManyUnits(position, asked=count, left=left.get(position, 0))
    meant = {position: count for position, count in units.items() if count}
    if not meant:
        raise TooManyUnits(next(iter(units), 0), asked=0, left=0)
    return meant


def leave_behind(
    group: LockedGroup,
    stays: Mapping[int, int],
    everything: Sequence[LockedGroup],
    *,
    now: datetime,
) -> LockedGroup:
    """
    Move units that are still to go out into a new group at the same place, and return that.

    Joins the caller's transaction, which has locked `everything` of the order. What nobody has picked stays
    behind first.
    """
    moved = take_out(group, stays)
    row = group_beside(group, number=next_number(everything), now=now)
    row.promised_earliest, row.promised_latest = (
        group.row.promised_earliest,
        group.row.promised_latest,
    )
    row.location_id, row.due_by = group.row.location_id, group.row.due_by
    row.reservation_of = group.row.reservation_of
    return opened(row, moved)


def take_out(group: LockedGroup, units: Mapping[int, int]) -> list[GroupLine]:
    """Take units that are still to go out off a group; return them as lines that are in no group yet."""
    moved = []
    for position, count in units.items():
        line = group.lines[position]
        picked = max(0, count - (line.quantity - line.cancelled - line.picked))
        moved.append(
            GroupLine(
                position=position,
                variant_id=line.variant_id,
                sku=line.sku,
                name=line.name,
                quantity=count,
                picked=picked,
                minimum_age=line.minimum_age,
            )
        )
        line.quantity -= count
        line.picked -= picked
        if line.quantity:
            line.save(update_fields=["quantity", "picked"])
        else:
            line.delete()
            del group.lines[position]
    return moved


def group_beside(group: LockedGroup, *, number: int, now: datetime) -> Group:
    """Return a new group of the same order, not written yet, that is nowhere and promises nothing."""
    source = group.row
    return Group(
        order_id=source.order_id,
        reservation_of=source.reservation_of,
        number=number,
        order_number=source.order_number,
        channel_code=source.channel_code,
        kind=source.kind,
        state=GroupState.OPEN,
        service=source.service,
        told_latest=source.told_latest,
        plan=source.plan,
        split_from=source.number,
        opened_at=now,
    )


def promise_anew(row: Group, location_id: UUID, *, now: datetime) -> None:
    """Put a group at a place, with what that can keep from now on."""
    row.location_id = location_id
    service = row.service if row.kind == GroupKind.SHIP else None
    for kept in plan_from([location_id], service=service, now=now):
        row.due_by = kept.due_by
        row.promised_earliest, row.promised_latest = kept.earliest, kept.latest


def opened(row: Group, lines: Sequence[GroupLine]) -> LockedGroup:
    """Write a group and its lines, and tell that it is there."""
    row.queue_at = queue_at(row.due_by, row.opened_at)
    write_group(row, lines)
    found = LockedGroup(row, {line.position: line for line in lines})
    publish(GroupOpened(**found.facts()))
    return found


def queue_at(due_by: datetime | None, opened_at: datetime) -> datetime:
    """Return the place of a group in the queue; where nothing says when it is due, a day is what it gets."""
    return due_by or opened_at + _A_DAY


def next_number(everything: Sequence[LockedGroup]) -> int:
    """Return the number of the next group of an order."""
    return max(each.row.number for each in everything) + 1
