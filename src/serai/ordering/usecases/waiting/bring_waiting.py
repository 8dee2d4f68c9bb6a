"""Goods have come for what an order waited for: let them go out, or put them back."""

from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.ordering.domain.order_state import OrderState
from serai.ordering.queries.order_view import OrderNotFound
from serai.ordering.usecases.let_groups_go import waits_for_money
from serai.ordering.usecases.open_order_groups import open_order_groups
from serai.ordering.usecases.review.must_not_be_held import open_holds
from serai.plumbing.db import rows, unit_of_work

NOTE = "Nobody waits for it any more"
_STATE = "SELECT state FROM ordering_order WHERE id = %s FOR NO KEY UPDATE"
_AGREED = (OrderState.ACCEPTED, OrderState.PAID)


@unit_of_work()
def bring_waiting(order_id: UUID, allotment_id: UUID, *, now: datetime) -> None:
    """
    Let the goods that were given to an order be picked; once. What was called off meanwhile is put back.

    What somebody has to look at, and what waits for its money, is held.

    Raises:
        OrderNotFound: no such order.
    """
    found = rows(_STATE, [order_id])
    if not found:
        raise OrderNotFound
    given = inventory.reservation(allotment_id)
    if given is None or given.state is not inventory.ReservationState.FULFILLED:
        return
    spots = tuple(
        fulfilment.Spot(line.variant_id, line.location_id, line.quantity) for line in given.lines
    )
    if OrderState(found[0][0]) in _AGREED:
        open_order_groups(order_id, now=now)
        reason = ", ".join(open_holds(order_id, now=now)) or waits_for_money(order_id)
        command = fulfilment.ArriveUnits(order_id, allotment_id, spots, reason)
        spots = fulfilment.arrive_units(command, now=now)
    if spots:
        back = {(spot.variant_id, spot.location_id): spot.units for spot in spots}
        inventory.restock_units(allotment_id, back, note=NOTE, now=now)
