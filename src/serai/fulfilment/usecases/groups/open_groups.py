"""Open the groups of orders: from now on somebody has something to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import GroupState
from serai.fulfilment.domain.parts_of_order import OrderedUnits, Part, Spot, parts_of_order
from serai.fulfilment.events import GroupHeld, GroupOpened
from serai.fulfilment.models import Group, GroupLine
from serai.fulfilment.queries.groups import GroupView, groups_of_order, reservations_in_groups
from serai.fulfilment.queries.network import counts_places
from serai.fulfilment.queries.sourcing_of_order import sourcing_of_orders
from serai.fulfilment.usecases.groups.lock_groups import LockedGroup, lock_orders
from serai.fulfilment.usecases.groups.split_group import promise_anew, queue_at
from serai.fulfilment.usecases.groups.write_group import write_groups
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish

TAKE_PLACE = "fulfilment.take_place"
"""The subscription that books a place for a group that has none."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a location keeps: packed by `due_by`, there between `earliest` and `latest`."""

    due_by: datetime
    earliest: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class OpenGroups:
    """
    An order that is agreed, as fulfilment has to know it.

    Attributes:
        order_id: which order.
        order_number: what people call it.
        channel_code: who sold it.
        kind: how what is carried reaches the shopper.
        service: the code of the way of delivery.
        lines: what was ordered.
        spots: where it was reserved, in the order in which it is taken from there.
        told_latest: by when the shopper was told to have it all.
        kept: what each location can keep of it, as it was promised.
        reservation_of: what the units were reserved for, when it is not the order itself but a document
            that adds units to it.
        hold_reason: why nobody may begin yet; empty when they may.
        waits: whether what lies nowhere was sold ahead, and waits for goods.
    """

    order_id: UUID
    order_number: str
    channel_code: str
    kind: GroupKind
    service: str
    lines: tuple[OrderedUnits, ...]
    spots: tuple[Spot, ...]
    told_latest: datetime | None = None
    kept: Mapping[UUID, Kept] = field(default_factory=dict)
    reservation_of: UUID | None = None
    hold_reason: str = ""
    waits: bool = False


@unit_of_work()
def open_groups(command: OpenGroups, *, now: datetime) -> tuple[GroupView, ...]:
    """
    Open one group for each location that has part of the order, and return all groups of the order.

    Lines that are digital are a group of their own without a location; so is what nobody has yet, which waits
    for its goods where it was sold ahead.
    A second call for the same reservation finds the groups that are there and changes nothing; another
    reservation (a document that adds units to the order) opens further ones. Joins the caller's transaction.
    """
    open_groups_of_orders([command], now=now)
    return groups_of_order(command.order_id)


@unit_of_work()
def open_groups_of_orders(commands: Sequence[OpenGroups], *, now: datetime) -> None:
    """Open the groups of many orders, each once; see `open_groups`. Four statements for plain orders."""
    ids = {command.order_id for command in commands}
    lock_orders(ids)
    before, reasons = reservations_in_groups(ids), sourcing_of_orders(ids)
    opened = [
        (command, part, _opened(command, part, number, reasons.get(command.order_id, {}), now))
        for command in commands
        for number, part in _missing(command, before.get(command.order_id, []))
    ]
    if opened:
        write_groups([(group.row, group.lines.values()) for _, _, group in opened])
    for command, part, group in opened:
        if group.state is GroupState.WAITING:
            continue
        publish(GroupOpened(**group.facts()), spares=_idle(command, part, now))
        if command.hold_reason:
            publish(GroupHeld(**group.facts()))


def _missing(command: OpenGroups, before: list[UUID]) -> Iterator[tuple[int, Part]]:
    """Yield the parts for which there is no group yet, with the numbers they get."""
    if (command.reservation_of or command.order_id) not in before:
        parts = parts_of_order(command.lines, command.spots)
        yield from enumerate(parts, len(before) + 1)


def _idle(command: OpenGroups, part: Part, now: datetime) -> tuple[str, ...]:
    """Return the subscription that takes a place, where the promise has one or nobody counts them."""
    at = part.location_id
    is_kept = at is None or at in command.kept or not counts_places(at, now=now)
    return (TAKE_PLACE,) if is_kept else ()


def _opened(
    command: OpenGroups, part: Part, number: int, why: dict[str, Any], now: datetime
) -> LockedGroup:
    waits = command.waits and part.location_id is None and not part.digital
    row = Group(
        order_id=command.order_id,
        reservation_of=command.reservation_of or command.order_id,
        number=number,
        order_number=command.order_number,
        channel_code=command.channel_code,
        kind=GroupKind.DIGITAL if part.digital else command.kind,
        state=_state(command, waits=waits),
        service="" if part.digital else command.service,
        told_latest=None if waits else command.told_latest,
        hold_reason="" if waits else command.hold_reason,
        held_at=now if command.hold_reason and not waits else None,
        plan={} if part.digital else why,
        opened_at=now,
    )
    if part.location_id is not None:
        _promise(row, part.location_id, command.kept.get(part.location_id), now)
    row.queue_at = queue_at(row.due_by, row.opened_at)
    lines = [
        GroupLine(
            position=line.position,
            variant_id=line.variant_id,
            sku=line.sku,
            name=line.name,
            quantity=units,
            minimum_age=line.minimum_age,
        )
        for line, units in part.units
    ]
    return LockedGroup(row, {line.position: line for line in lines})


def _state(command: OpenGroups, *, waits: bool) -> GroupState:
    if waits:
        return GroupState.WAITING
    return GroupState.HELD if command.hold_reason else GroupState.OPEN


def _promise(row: Group, location_id: UUID, kept: Kept | None, now: datetime) -> None:
    """Let the promise stand that the order was agreed with; without one, promise what the place can keep."""
    if kept is None:
        promise_anew(row, location_id, now=now)
        return
    row.location_id = location_id
    row.due_by = kept.due_by
    row.promised_earliest, row.promised_latest = kept.earliest, kept.latest
