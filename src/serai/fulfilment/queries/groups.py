"""Fulfilment groups, as other contexts and people see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import GroupState
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import rows


class GroupNotFound(DomainError):
    """There is no such fulfilment group."""

    code = "fulfilment.group_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, group_id: UUID) -> None:
        self.group_id = group_id
        super().__init__("There is no such fulfilment group.")


@dataclass(frozen=True)
class GroupLineView:
    """
    So many units of one line of the order, or of one part of a set; `position` is its place there.

    Of `quantity` units, `picked` have been taken from the shelf, `handed` have left and `cancelled` never will.
    """

    position: int
    variant_id: UUID
    sku: str
    name: str
    quantity: int
    picked: int
    handed: int
    cancelled: int
    minimum_age: int = 0
    """How old whoever takes it must be; 0: nobody asks."""

    @property
    def left(self) -> int:
        """Return the units that are still to go out."""
        return self.quantity - self.handed - self.cancelled


@dataclass(frozen=True)
class GroupLocationView:
    """Where a group is."""

    id: UUID
    code: str
    name: str
    kind: str


@dataclass(frozen=True)
class GroupView:
    """What leaves one location together for an order; see `serai.fulfilment.models.Group`."""

    id: UUID
    order_id: UUID
    reservation_of: UUID
    order_number: str
    number: int
    channel_code: str
    kind: GroupKind
    state: GroupState
    location: GroupLocationView | None
    service: str
    promised_earliest: datetime | None
    promised_latest: datetime | None
    told_latest: datetime | None
    due_by: datetime | None
    hold_reason: str
    carrier: str
    tracking_number: str
    tracking_url: str
    plan: dict[str, Any]
    split_from: int | None
    opened_at: datetime
    ready_at: datetime | None
    left_at: datetime | None
    delivered_at: datetime | None
    collect_by: datetime | None
    collected_by: str
    ended_at: datetime | None
    age_checked_at: datetime | None
    """When somebody saw that whoever takes it is old enough."""
    lines: tuple[GroupLineView, ...]

    @property
    def minimum_age(self) -> int:
        """Return how old whoever takes it must be; 0: nobody asks."""
        asked = (line.minimum_age for line in self.lines if line.quantity > line.cancelled)
        return max(asked, default=0)


_OWN = ("kind", "state", "location", "lines")
_SAME = tuple(name for name in GroupView.__dataclass_fields__ if name not in _OWN)
_SAME_OF_LINE = tuple(GroupLineView.__dataclass_fields__)
_GROUPS = f"""
SELECT g.kind, g.state, place.id, place.code, place.name, place.kind, (
    SELECT json_agg(json_build_array({", ".join(_SAME_OF_LINE)}) ORDER BY position)
    FROM fulfilment_group_line WHERE group_id = g.id),
  {", ".join(f"g.{name}" for name in _SAME)}
FROM fulfilment_group AS g LEFT JOIN inventory_location AS place ON place.id = g.location_id
"""  # noqa: S608 - names of our own


def groups_of_order(order_id: UUID) -> tuple[GroupView, ...]:
    """Return the groups of an order by their numbers; one statement."""
    return _views("WHERE g.order_id = %s ORDER BY g.number", order_id)


def reservations_in_groups(order_ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """Return, of orders that have groups, what each group's units were reserved for; one statement."""
    return dict(rows(_RESERVATIONS, [list(order_ids)]))


_RESERVATIONS = """
SELECT order_id, array_agg(reservation_of) FROM fulfilment_group
WHERE order_id = ANY(%s) GROUP BY order_id"""


def group(group_id: UUID) -> GroupView:
    """
    Return a group; one statement.

    Raises:
        GroupNotFound: no such group.
    """
    found = _views("WHERE g.id = %s", group_id)
    if not found:
        raise GroupNotFound(group_id)
    return found[0]


def groups_of_ids(group_ids: Collection[UUID]) -> tuple[GroupView, ...]:
    """Return groups by their ids, in no particular order; one statement."""
    return _views("WHERE g.id = ANY(%s)", list(group_ids))


def _views(which: str, asked: UUID | list[UUID]) -> tuple[GroupView, ...]:
    return tuple(_view(*row) for row in rows(_GROUPS + which, [asked]))


def _view(kind: str, state: str, place_id: UUID | None, *told: Any) -> GroupView:
    code, name, place_kind, lines, *same = told
    return GroupView(
        kind=GroupKind(kind),
        state=GroupState(state),
        location=GroupLocationView(place_id, code, name, place_kind) if place_id else None,
        lines=tuple(
            GroupLineView(position, UUID(variant_id), *others)
            for position, variant_id, *others in lines or ()
        ),
        **dict(zip(_SAME, same, strict=True)),
    )
