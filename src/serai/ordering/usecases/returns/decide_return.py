"""Decide whether goods may come back."""

from datetime import datetime
from uuid import UUID

from serai.inventory import public as inventory
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.returns.return_state import (
    RETURN_STATES,
    ReturnAction,
    ReturnState,
    ReturnWay,
)
from serai.ordering.domain.returns.rules import TO_SEND
from serai.ordering.events import ReturnApproved, ReturnEnded
from serai.ordering.models import OrderReturn
from serai.ordering.queries.changes.standing_order import StandingOrder, standing_order
from serai.ordering.queries.order_view import OrderNotFound, order_of
from serai.ordering.queries.returns.return_view import ReturnNotFound, ReturnView, return_of_id
from serai.ordering.usecases.returns.settle_return import settle_return
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.events import publish

AT_ONCE = 100


def approve_return(return_id: UUID, *, now: datetime) -> ReturnView:
    """
    Let goods come back; to say so again changes nothing.

    Raises:
        ReturnNotFound: no such return.
        IllegalTransition: it was refused or called off.
    """
    with unit_of_work():
        order, row = locked_return(return_id)
        if row.state != ReturnState.APPROVED:
            approved(order, row, now=now)
    return return_of_id(return_id)


def refuse_return(return_id: UUID, *, reason: str, now: datetime) -> ReturnView:
    """
    Refuse to take goods back; the shopper reads why.

    Raises:
        ReturnNotFound: no such return.
        IllegalTransition: it is decided already.
    """
    return _end(return_id, ReturnAction.REFUSE, reason, now)


def cancel_return(
    return_id: UUID, *, reason: str = "", now: datetime, buyer: Buyer | None = None
) -> ReturnView:
    """
    Call a return off whose goods are not here; what was held for an exchange is free again.

    Raises:
        ReturnNotFound: no such return, or not theirs.
        IllegalTransition: the goods are here, or it is over.
    """
    if buyer is not None:
        must_be_theirs(buyer, return_id)
    return _end(return_id, ReturnAction.CANCEL, reason, now)


def expire_returns(*, now: datetime) -> int:
    """Call off approved returns whose goods have not come in time; return how many."""
    due = rows(
        "SELECT id FROM ordering_order_return WHERE state = 'approved' AND expires_at <= %s"
        " ORDER BY expires_at LIMIT %s",
        [now, AT_ONCE],
    )
    for (return_id,) in due:
        cancel_return(return_id, reason="not_sent", now=now)
    return len(due)


def must_be_theirs(buyer: Buyer, return_id: UUID) -> None:
    """
    Refuse a return of somebody else's order.

    Raises:
        ReturnNotFound: no such return, or not theirs.
    """
    found = OrderReturn.objects.filter(pk=return_id).values_list("order_id", flat=True).first()
    if found is None:
        raise ReturnNotFound
    try:
        order_of(buyer, found)
    except OrderNotFound:
        raise ReturnNotFound from None


def locked_return(return_id: UUID) -> tuple[StandingOrder, OrderReturn]:
    """
    Return a return and its order, locked until the transaction ends: the order first.

    Raises:
        ReturnNotFound: no such return.
    """
    order_id = OrderReturn.objects.filter(pk=return_id).values_list("order_id", flat=True).first()
    if order_id is None:
        raise ReturnNotFound
    order = standing_order(order_id, lock=True)
    return order, OrderReturn.objects.get(pk=return_id)


def approved(order: StandingOrder, row: OrderReturn, *, now: datetime) -> None:
    """Approve a return of a locked order; what the shopper keeps is settled with it."""
    row.state = RETURN_STATES.advance(ReturnState(row.state), ReturnAction.APPROVE)
    row.decided_at, row.expires_at = now, now + TO_SEND
    row.label = f"{order.number}-R{row.number}" if row.way == ReturnWay.POST else ""
    row.save(update_fields=["state", "decided_at", "expires_at", "label"])
    publish(
        ReturnApproved(
            order_id=order.id,
            number=order.number,
            channel_code=order.channel_code,
            customer_id=order.customer_id,
            return_id=row.pk,
            return_number=row.number,
            way=row.way,
        )
    )
    if row.way == ReturnWay.KEEP:
        settle_return(order.id, row.pk, now=now)


@unit_of_work()
def _end(return_id: UUID, action: ReturnAction, reason: str, now: datetime) -> ReturnView:
    order, row = locked_return(return_id)
    row.state = RETURN_STATES.advance(ReturnState(row.state), action)
    row.decision, row.decided_at = reason[:500], now
    row.save(update_fields=["state", "decision", "decided_at"])
    inventory.release(row.pk, now=now)
    publish(
        ReturnEnded(
            order_id=order.id,
            number=order.number,
            channel_code=order.channel_code,
            customer_id=order.customer_id,
            return_id=row.pk,
            return_number=row.number,
            state=row.state,
            reason=reason,
        )
    )
    return return_of_id(return_id)
