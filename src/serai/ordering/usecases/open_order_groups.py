"""Let fulfilment begin with an order that is agreed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.ordering.domain.ahead import ahead_in, by_variant
from serai.ordering.domain.delivery import DeliveryChoice, DeliveryKind
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.regulated.remembered import regulated_in
from serai.ordering.queries.order_view import OrderNotFound
from serai.ordering.usecases.let_groups_go import lacks_money
from serai.ordering.usecases.review.must_not_be_held import open_holds
from serai.plumbing.db import rows, unit_of_work

_AGREED = (OrderState.ACCEPTED, OrderState.PAID, OrderState.FULFILLED)
_ORDER = """
SELECT number, channel_code, state, payment ->> 'state', payment ->> 'method', delivery::text,
  regulated::text, ahead::text
FROM ordering_order WHERE id = %s FOR NO KEY UPDATE
"""
_LINES = """
SELECT position, variant_id, sku, name, quantity FROM ordering_order_line
WHERE order_id = %s AND variant_id IS NOT NULL AND quantity > 0 ORDER BY position
"""
_delivery = msgspec.json.Decoder(DeliveryChoice)


@unit_of_work()
def open_order_groups(order_id: UUID, *, now: datetime) -> tuple[fulfilment.GroupView, ...]:
    """
    Open the fulfilment groups of an order where its units are reserved, and return them; once.

    The rules are asked first: what somebody has to look at is held from the beginning, and so is what waits
    for its money. An order that is not agreed, or over, has none. Joins the caller's transaction.

    Raises:
        OrderNotFound: no such order.
    """
    found = rows(_ORDER, [order_id])
    if not found:
        raise OrderNotFound
    [(number, channel_code, state, paid, method, delivery, asked, later)] = found
    ahead = by_variant(ahead_in(later))
    groups = fulfilment.groups_of_order(order_id)
    if groups or OrderState(state) not in _AGREED:
        return groups
    holds = open_holds(order_id, now=now)
    chosen = _delivery.decode(delivery) if delivery else None
    reserved = inventory.reservation(order_id)
    spots = reserved.lines if reserved else ()
    return fulfilment.open_groups(
        fulfilment.OpenGroups(
            order_id=order_id,
            order_number=number,
            channel_code=channel_code,
            kind=_kind(chosen),
            service=chosen.code if chosen else "",
            hold_reason=", ".join(holds) or lacks_money(state, paid, method),
            lines=_lines(
                order_id, {spot.variant_id for spot in spots} | set(ahead), regulated_in(asked).ages
            ),
            spots=tuple(
                fulfilment.Spot(spot.variant_id, spot.location_id, spot.quantity) for spot in spots
            ),
            told_latest=chosen.promise.latest if chosen and chosen.promise else None,
            kept=_kept(chosen),
            waits=bool(ahead),
        ),
        now=now,
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


def _lines(
    order_id: UUID, reserved: set[Any], ages: Mapping[int, int]
) -> tuple[fulfilment.OrderedUnits, ...]:
    """Return the lines of an order; what was never reserved is not carried."""
    return tuple(
        fulfilment.OrderedUnits(
            position,
            variant_id,
            sku,
            name,
            quantity,
            digital=variant_id not in reserved,
            minimum_age=ages.get(position, 0),
        )
        for position, variant_id, sku, name, quantity in rows(_LINES, [order_id])
    )
