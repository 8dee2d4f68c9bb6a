"""Let fulfilment begin with orders that are agreed."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec

from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.ordering.domain.ahead import ahead_in, by_variant
from serai.ordering.domain.delivery import DeliveryChoice, DeliveryKind
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.regulated.remembered import regulated_in
from serai.ordering.domain.set_parts import parts_in
from serai.ordering.queries.order_view import OrderNotFound
from serai.ordering.usecases.let_groups_go import lacks_money
from serai.ordering.usecases.review.must_not_be_held import open_holds_of_orders
from serai.plumbing.db import rows, unit_of_work

_AGREED = (OrderState.ACCEPTED, OrderState.PAID, OrderState.FULFILLED)
_ORDERS = """
SELECT id, number, channel_code, state, payment ->> 'state', payment ->> 'method', delivery::text,
  regulated::text, ahead::text
FROM ordering_order WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE
"""
_LINES = """
SELECT order_id, position, variant_id, sku, name, quantity, parts::text FROM ordering_order_line
WHERE order_id = ANY(%s) AND variant_id IS NOT NULL AND quantity > 0 ORDER BY position
"""
_delivery = msgspec.json.Decoder(DeliveryChoice)


class _Locked(NamedTuple):
    """An order that nobody else changes now."""

    id: UUID
    number: str
    channel_code: str
    state: str
    paid: str
    method: str
    delivery: str | None
    regulated: str | None
    ahead: str | None


class _Line(NamedTuple):
    """So many units of an article."""

    position: int
    variant_id: UUID
    sku: str
    name: str
    quantity: int
    parts_text: str | None

    def to_pick(self) -> Iterator[tuple[int, UUID, str, str, int]]:
        """Yield what is picked of it: of a set, its parts, each at its own place in the order."""
        for part in parts_in(self.parts_text):
            units = part.units * self.quantity
            yield part.position, part.variant_id, part.sku, part.name, units
        if not self.parts_text:
            yield self.position, self.variant_id, self.sku, self.name, self.quantity


@unit_of_work()
def open_order_groups(order_id: UUID, *, now: datetime) -> tuple[fulfilment.GroupView, ...]:
    """
    Open the fulfilment groups of an order, and return them; see `open_groups_of_orders`.

    Raises:
        OrderNotFound: no such order.
    """
    locked = _locked([order_id])
    groups = fulfilment.groups_of_order(order_id)
    if groups or OrderState(locked[0].state) not in _AGREED:
        return groups
    _open(locked, now=now)
    return fulfilment.groups_of_order(order_id)


@unit_of_work()
def open_groups_of_orders(order_ids: Collection[UUID], *, now: datetime) -> None:
    """
    Open the fulfilment groups of orders where their units are reserved; once.

    The rules are asked first: what somebody has to look at is held from the beginning, and so is what waits
    for its money. An order that is not agreed, or over, has none. Joins the caller's transaction. The number of
    statements does not grow with plain orders.

    Raises:
        OrderNotFound: one of them does not exist.
    """
    locked = _locked(order_ids)
    begun = fulfilment.reservations_in_groups(order_ids)
    _open(
        [each for each in locked if each.id not in begun and OrderState(each.state) in _AGREED],
        now=now,
    )


def _locked(order_ids: Collection[UUID]) -> list[_Locked]:
    found = [_Locked(*row) for row in rows(_ORDERS, [list(order_ids)])]
    if len(found) != len(order_ids):
        raise OrderNotFound
    return found


def _open(orders: Collection[_Locked], *, now: datetime) -> None:
    if not orders:
        return
    ids = [each.id for each in orders]
    holds = open_holds_of_orders(ids, now=now)
    reserved = inventory.reservations(ids)
    lines = defaultdict(list)
    for order_id, *line in rows(_LINES, [ids]):
        lines[order_id].append(_Line(*line))
    fulfilment.open_groups_of_orders(
        [
            _command(each, lines[each.id], reserved.get(each.id), ", ".join(holds[each.id]))
            for each in orders
        ],
        now=now,
    )


def _command(
    order: _Locked,
    lines: Collection[_Line],
    reserved: inventory.ReservationView | None,
    held: str,
) -> fulfilment.OpenGroups:
    chosen = _delivery.decode(order.delivery) if order.delivery else None
    spots = reserved.lines if reserved else ()
    ahead = by_variant(ahead_in(order.ahead))
    there = {spot.variant_id for spot in spots} | set(ahead)
    ages = regulated_in(order.regulated).ages
    return fulfilment.OpenGroups(
        order_id=order.id,
        order_number=order.number,
        channel_code=order.channel_code,
        kind=_kind(chosen),
        service=chosen.code if chosen else "",
        hold_reason=held or lacks_money(order.state, order.paid, order.method),
        lines=tuple(
            # What was never reserved is not carried.
            fulfilment.OrderedUnits(
                *picked, digital=picked[1] not in there, minimum_age=ages.get(line.position, 0)
            )
            for line in lines
            for picked in line.to_pick()
        ),
        spots=tuple(
            fulfilment.Spot(spot.variant_id, spot.location_id, spot.quantity) for spot in spots
        ),
        told_latest=chosen.promise.latest if chosen and chosen.promise else None,
        kept=_kept(chosen),
        waits=bool(ahead),
    )


def _kept(chosen: DeliveryChoice | None) -> dict[UUID, fulfilment.Kept]:
    if chosen is None or chosen.promise is None:
        return {}
    return {
        each.location_id: fulfilment.Kept(each.due_by, each.earliest, each.latest)
        for each in chosen.promise.parcels
    }


def _kind(chosen: DeliveryChoice | None) -> fulfilment.GroupKind:
    if chosen is None:
        return fulfilment.GroupKind.COUNTER
    kinds = {
        DeliveryKind.DELIVERY: fulfilment.GroupKind.SHIP,
        DeliveryKind.PICKUP: fulfilment.GroupKind.PICKUP,
    }
    return kinds[chosen.kind]
