"""Let an order's places follow its goods, when they come from elsewhere after all."""

from collections.abc import Collection
from uuid import UUID

from serai.fulfilment.usecases.free_places import free_places
from serai.plumbing.db import rows


def hold_places(order_id: UUID) -> None:
    """
    Keep the sites at which an order has places to oneself; one statement.

    Whoever is about to change stock and may free places afterwards calls this first: everybody locks sites before
    stock. Joins the caller's transaction.
    """
    rows(_HOLD, [order_id])


def leave_places(order_id: UUID, stays: Collection[UUID]) -> int:
    """
    Give back the places of an order at locations that have nothing of it any more; return how many.

    One statement, and one for each place. The sites are held (`hold_places`). Where the goods come from now, a place
    is taken when the group is opened. Joins the caller's transaction.
    """
    return sum(
        free_places(order_id, location_id)
        for (location_id,) in rows(_BOOKED, [order_id])
        if location_id not in stays
    )


_BOOKED = "SELECT location_id FROM fulfilment_booking WHERE order_id = %s ORDER BY location_id"
_HOLD = f"""
SELECT FROM fulfilment_site WHERE location_id IN ({_BOOKED})
ORDER BY location_id FOR NO KEY UPDATE"""
