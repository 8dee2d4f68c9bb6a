"""Lock all groups of an order: whoever changes one sees the others as they are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import GroupAction, GroupState, advance_group
from serai.fulfilment.models import Group, GroupLine
from serai.fulfilment.queries.groups import GroupNotFound
from serai.plumbing.db import execute

_LOCK = """
SELECT pg_advisory_xact_lock(hashtextextended(id::text, 20)) FROM unnest(%s::uuid[]) AS o (id)"""


@dataclass(slots=True)
class LockedGroup:
    """A group whose row and whose order's other groups nobody else can change now."""

    row: Group
    lines: dict[int, GroupLine]
    """By their positions in the order."""

    @property
    def kind(self) -> GroupKind:
        """Return how it reaches the shopper."""
        return GroupKind(self.row.kind)

    @property
    def state(self) -> GroupState:
        """Return where it stands."""
        return GroupState(self.row.state)

    def left(self) -> dict[int, int]:
        """Return the units of each position that are still to go out."""
        return {
            position: units
            for position, line in self.lines.items()
            if (units := line.quantity - line.handed - line.cancelled)
        }

    def advance(self, action: GroupAction, *, now: datetime, **changes: Any) -> None:
        """
        Take an action, write what changes with it, and the row.

        Raises:
            IllegalTransition: it is not possible.
        """
        self.row.state = advance_group(self.kind, self.state, action).value
        self.write(now=now, **changes)

    def write(self, *, now: datetime, **changes: Any) -> None:
        """Write the state and what changes."""
        for name, value in changes.items():
            setattr(self.row, name, value)
        self.row.updated_at = now
        self.row.save(update_fields=["state", "updated_at", *changes])

    def facts(self) -> dict[str, Any]:
        """Return what every event of a group tells."""
        row = self.row
        return {
            "group_id": row.pk,
            "order_id": row.order_id,
            "order_number": row.order_number,
            "number": row.number,
            "kind": row.kind,
            "channel_code": row.channel_code,
            "location_id": row.location_id,
        }


def lock_order(order_id: UUID) -> None:
    """Wait until nobody else changes groups of this order, even while it has none; one statement."""
    lock_orders([order_id])


def lock_orders(order_ids: Collection[UUID]) -> None:
    """Wait until nobody else changes groups of these orders, one after the other; one statement."""
    execute(_LOCK, [sorted(order_ids)])


def locked_groups(order_id: UUID) -> list[LockedGroup]:
    """Return the groups of an order by their numbers, locked until the transaction ends; three statements."""
    lock_order(order_id)
    rows = list(Group.objects.filter(order_id=order_id).order_by("number").select_for_update())
    found = {row.pk: LockedGroup(row, {}) for row in rows}
    for line in GroupLine.objects.filter(group_id__in=list(found)).order_by("position"):
        found[line.group_id].lines[line.position] = line
    return list(found.values())


def locked_group(group_id: UUID) -> tuple[LockedGroup, list[LockedGroup]]:
    """
    Return a group and all groups of its order, locked; four statements.

    Raises:
        GroupNotFound: no such group.
    """
    order_id = Group.objects.filter(pk=group_id).values_list("order_id", flat=True).first()
    if order_id is None:
        raise GroupNotFound(group_id)
    everything = locked_groups(order_id)
    return next(each for each in everything if each.row.pk == group_id), everything
