"""An order is fulfilled when all of it is handed over or cancelled."""

from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.ordering.domain.order_state import OrderState
from serai.ordering.queries.order_view import OrderNotFound
from serai.ordering.usecases.capture_parcels import capture_parcels
from serai.ordering.usecases.digital.deliver_digital import deliver_digital
from serai.ordering.usecases.fulfil_order import complete_order
from serai.plumbing.db import rows, unit_of_work

_STATE = "SELECT state FROM ordering_order WHERE id = %s FOR NO KEY UPDATE"
_GOES_ON = (OrderState.ACCEPTED, OrderState.PAID)


@unit_of_work()
def follow_groups(order_id: UUID, *, now: datetime) -> None:
    """
    Note that an order is fulfilled if nothing of it is left to hand over; otherwise take the money of what has
    left, where it is taken with the goods. Gift cards and services leave with the last of the goods.

    An order of which nothing at all was handed over is not fulfilled: it was cancelled, unit by unit.

    Raises:
        OrderNotFound: no such order.
    """
    found = rows(_STATE, [order_id])
    if not found:
        raise OrderNotFound
    if OrderState(found[0][0]) not in _GOES_ON:
        return
    deliver_digital(order_id, now=now)
    groups = fulfilment.groups_of_order(order_id)
    lines = [line for group in groups for line in group.lines]
    if any(line.left for line in lines):
        capture_parcels(order_id, groups, now=now)
    elif any(line.handed for line in lines):
        complete_order(order_id, now=now)
