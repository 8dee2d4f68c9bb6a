"""Promise an order: take places for it, so that what the shopper is told is kept."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec.structs import replace

from serai.fulfilment import public as fulfilment
from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.delivery import DeliveryChoice, DeliveryKind
from serai.ordering.queries.promising import near_of, promise_of, promised
from serai.plumbing.db import execute


class PromiseChanged(DomainError):
    """The goods cannot be there by when they were expected; nothing was ordered."""

    code = "ordering.promise_changed"
    kind = Kind.CONFLICT

    def __init__(self, expected_by: date, there_by: date | None) -> None:
        self.expected_by, self.there_by = expected_by, there_by
        super().__init__(
            f"It was expected by {expected_by}, and "
            + (f"is there by {there_by}." if there_by else "nothing can be promised any more.")
        )


def promise_order(cart: Cart, order_id: UUID, *, expected_by: date | None, now: datetime) -> Cart:
    """
    Return the cart with the promise that its order keeps. Joins the caller's transaction.

    One statement, which takes places where they are counted; none where nothing is promised or as many
    orders are taken as come. Comes before the goods are reserved.

    Args:
        cart: as it is ordered.
        order_id: who takes the places.
        expected_by: by which day the shopper was shown to have it; a later one is refused.
        now: the present instant.

    Raises:
        PromiseChanged: it cannot be there by then.
    """
    choice = cart.delivery
    if choice is None:
        return cart
    if choice.promise is None:
        choice = promised(cart, choice, now=now)
    places = choice.promise.location_ids if choice.promise else ()
    return _kept(cart, choice, order_id, places, expected_by, now)


def promise_from_elsewhere(
    cart: Cart,
    order_id: UUID,
    location_ids: Collection[UUID],
    *,
    expected_by: date | None,
    now: datetime,
) -> Cart:
    """
    Return the cart with the promise of the places that its goods come from after all; three statements.

    None when they come from where it was promised. Joins the caller's transaction.

    Raises:
        PromiseChanged: it cannot be there by when it was expected.
    """
    choice = cart.delivery
    if choice is None or choice.promise is None:
        return cart
    if set(choice.promise.location_ids) == set(location_ids):
        return cart
    fulfilment.free_places(order_id)
    moved = _kept(cart, choice, order_id, sorted(set(location_ids)), expected_by, now)
    text = msgspec.json.encode(moved.delivery).decode()
    execute("UPDATE ordering_order SET delivery = %s::jsonb WHERE id = %s", [text, order_id])
    return moved


def _kept(
    cart: Cart,
    choice: DeliveryChoice,
    order_id: UUID,
    location_ids: Collection[UUID],
    expected_by: date | None,
    now: datetime,
) -> Cart:
    service = choice.code if choice.kind is DeliveryKind.DELIVERY else None
    plan = (
        fulfilment.book_places(
            order_id, location_ids, service=service, near=near_of(cart, now=now), now=now
        )
        if location_ids
        else ()
    )
    promise = promise_of(plan)
    there_by = promise.last_on if promise else None
    if expected_by is not None and (there_by is None or there_by > expected_by):
        raise PromiseChanged(expected_by, there_by)
    return replace(cart, delivery=replace(choice, promise=promise))
