"""Leave the rest of a group behind: it becomes a group of its own."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from serai.fulfilment.domain.group_state import GroupState
from serai.fulfilment.events import GroupOpened
from serai.fulfilment.models import Group, GroupLine
from serai.fulfilment.usecases.groups.lock_groups import LockedGroup
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.events import publish


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
    Move units of a group that are still to go out into a new group at the same place, and return that.

    Joins the caller's transaction, which has locked `everything` of the order. Units that are picked
    move last.
    """
    source = group.row
    row = Group.objects.create(
        order_id=source.order_id,
        reservation_of=source.reservation_of,
        number=max(each.row.number for each in everything) + 1,
        order_number=source.order_number,
        channel_code=source.channel_code,
        kind=source.kind,
        state=GroupState.OPEN,
        location_id=source.location_id,
        service=source.service,
        promised_earliest=source.promised_earliest,
        promised_latest=source.promised_latest,
        told_latest=source.told_latest,
        due_by=source.due_by,
        plan=source.plan,
        split_from=source.number,
        opened_at=now,
    )
    lines = {}
    for position, units in stays.items():
        line = group.lines[position]
        picked = max(0, units - (line.quantity - line.cancelled - line.picked))
        lines[position] = GroupLine.objects.create(
            group=row,
            position=position,
            variant_id=line.variant_id,
            sku=line.sku,
            name=line.name,
            quantity=units,
            picked=picked,
        )
        line.quantity -= units
        line.picked -= picked
        if line.quantity:
            line.save(update_fields=["quantity", "picked"])
        else:
            line.delete()
            del group.lines[position]
    rest = LockedGroup(row, lines)
    publish(GroupOpened(**rest.facts()))
    return rest
