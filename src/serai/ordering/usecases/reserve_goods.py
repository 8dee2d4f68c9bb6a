"""Reserve the goods of an order where they should be sent from."""

from datetime import datetime
from threading import local
from uuid import UUID

import numpy as np

from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.ordering.domain.ahead import less
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.cart_lines import units_of
from serai.ordering.domain.delivery import DeliveryKind
from serai.ordering.domain.holds import held_until
from serai.ordering.queries.what_it_needs import stocked

_thread = local()


def reserve_goods(cart: Cart, order_id: UUID, *, now: datetime) -> inventory.ReservationView:
    """
    Hold what a cart needs of the stock. Joins the caller's transaction; one statement.

    None for what is not kept in stock, or comes later. Three where the slot `sourcing` decides who sends: what is
    free, the reservation as planned, and why.

    Raises:
        OutOfStock: too little is there, at all places of the channel together; nothing was reserved.
    """
    place = cart.delivery.location if cart.delivery else None
    items = less(stocked(units_of(cart.lines)), cart.ahead)
    if not items:
        held = inventory.ReservationState.HELD
        return inventory.ReservationView(order_id, held, (), held_until(now))
    plan = _plan(cart, items, now)
    if plan is not None:
        fulfilment.note_sourcing(order_id, plan)
        return inventory.reserve_as_planned(
            items,
            [
                inventory.ReservedLine(spot.variant_id, spot.location_id, spot.units)
                for spot in plan.spots
            ],
            reservation_of=order_id,
            channel_code=cart.channel_code,
            expires_at=held_until(now),
            now=now,
        )
    return inventory.reserve(
        items,
        reservation_of=order_id,
        channel_code=cart.channel_code,
        location_id=place.id if place else None,
        expires_at=held_until(now),
        now=now,
    )


def _plan(cart: Cart, items: dict[UUID, int], now: datetime) -> fulfilment.SourcingPlan | None:
    choice = cart.delivery
    if choice is None or choice.kind is not DeliveryKind.DELIVERY:
        return None
    if not fulfilment.sourcing_decides(cart.channel_code):
        return None
    address = cart.contact.address if cart.contact else None
    near = (
        None
        if address is None
        else fulfilment.near_of(
            fulfilment.Address(address.country, address.region, address.city, address.postcode)
        )
    )
    return fulfilment.sourcing_plan(
        fulfilment.Wanted(items, cart.channel_code, near),
        choice.code,
        subject=str(cart.customer_id or cart.id),
        rng=_chance(),
        now=now,
    )


def _chance() -> np.random.Generator:
    """Return this thread's own source of chance: making one costs more than a decision."""
    rng: np.random.Generator | None = getattr(_thread, "rng", None)
    if rng is None:
        rng = _thread.rng = np.random.default_rng()
    return rng
