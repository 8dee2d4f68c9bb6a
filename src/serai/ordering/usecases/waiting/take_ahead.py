"""Take places in the queue for what an order wants and is not there."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from serai.inventory import public as inventory
from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.ahead import AheadUnits, all_there_by
from serai.ordering.domain.cart import Cart
from serai.ordering.queries.what_waits import ahead_of, sold_ahead, store_of
from serai.ordering.usecases.promise_order import PromiseChanged
from serai.plumbing.db import execute


class MustWait(DomainError):
    """Some of it comes later, and the shopper has not agreed to wait; nothing was ordered."""

    code = "ordering.must_wait"
    kind = Kind.CONFLICT

    def __init__(self, ahead: tuple[AheadUnits, ...]) -> None:
        self.ahead = [
            {
                "variant_id": each.variant_id,
                "units": each.units,
                "kind": each.kind,
                "release_on": each.release_on,
                "there_by": each.at_door[1] if each.at_door else None,
            }
            for each in ahead
        ]
        super().__init__(
            "Some of it comes later; look at the cart and agree to wait, or take it out."
        )


def take_ahead(
    cart: Cart,
    order_id: UUID,
    *,
    accepts_waiting: bool,
    expected_by: date | None,
    now: datetime,
) -> tuple[AheadUnits, ...]:
    """
    Take places for the units of an order that are not there; return them. Joins the caller's transaction.

    No statement for an order of which nothing is sold ahead. Comes before its goods are reserved.

    Raises:
        MustWait: some of it comes later, and nobody agreed to that.
        OutOfStock: there is no room in the queue either.
        PromiseChanged: it cannot be there by when it was expected.
    """
    mine, terms = sold_ahead(cart)
    if not mine:
        return ()
    taken = inventory.take_places(
        mine,
        terms,
        waits_for=order_id,
        channel_code=cart.channel_code,
        location_id=store_of(cart),
        now=now,
    )
    ahead = ahead_of(cart, taken)
    if not ahead:
        return ()
    if not accepts_waiting:
        raise MustWait(ahead)
    if expected_by is not None:
        there_by = all_there_by(expected_by, ahead)
        if there_by is None or there_by > expected_by:
            raise PromiseChanged(expected_by, there_by)
    text = msgspec.json.encode(ahead).decode()
    execute("UPDATE ordering_order SET ahead = %s::jsonb WHERE id = %s", [text, order_id])
    return ahead
