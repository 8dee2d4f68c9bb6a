"""End what holds an order that is over."""

from datetime import datetime
from uuid import UUID

from serai.ordering.domain.review.hold_state import HOLD_STATES, HoldAction, HoldState
from serai.plumbing.db import execute

_END = "UPDATE ordering_hold SET state = %s, decided_at = %s WHERE order_id = %s AND state = 'open'"


def end_holds(order_id: UUID, *, now: datetime) -> int:
    """End every open hold of an order that was called off; return how many. One statement."""
    state = HOLD_STATES.advance(HoldState.OPEN, HoldAction.END).value
    return execute(_END, [state, now, order_id])
