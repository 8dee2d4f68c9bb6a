"""Note that a return is settled."""

from datetime import datetime
from uuid import UUID

from serai.ordering.domain.returns.return_state import RETURN_STATES, ReturnAction, ReturnState
from serai.ordering.events import ReturnSettled
from serai.ordering.models import OrderReturn
from serai.ordering.queries.changes.standing_order import StandingOrder
from serai.plumbing.events import publish


def is_with_us(return_id: UUID) -> bool:
    """Return whether the goods of a return are here and wait for nothing but money."""
    return OrderReturn.objects.filter(pk=return_id, state=ReturnState.RECEIVED).exists()


def close_return(order: StandingOrder, return_id: UUID, *, now: datetime) -> None:
    """Settle a return of a locked order, and tell it. Joins the caller's transaction."""
    row = OrderReturn.objects.get(pk=return_id)
    row.state = RETURN_STATES.advance(ReturnState(row.state), ReturnAction.SETTLE)
    row.settled_at = now
    row.save(update_fields=["state", "settled_at"])
    publish(
        ReturnSettled(
            order_id=order.id,
            number=order.number,
            channel_code=order.channel_code,
            customer_id=order.customer_id,
            return_id=return_id,
            return_number=row.number,
            way=row.way,
        )
    )
