"""Call off documents whose difference nobody has paid."""

from datetime import datetime
from uuid import UUID

from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.changes.change_state import ChangeState
from serai.ordering.models import OrderChange
from serai.ordering.queries.changes.change_view import ChangeNotFound, ChangeView, change_of_order
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.queries.order_view import order_of
from serai.ordering.usecases.changes.write_change import MoneyIsUnderWay
from serai.ordering.usecases.differences.begin_difference import ChangeIsSettled
from serai.ordering.usecases.differences.lapse_change import lapse_change
from serai.payments import public as payments
from serai.plumbing.db import rows, unit_of_work

AT_ONCE = 100
_UNDER_WAY = (payments.PaymentState.PROCESSING, payments.PaymentState.REQUIRES_ACTION)


def lapse_changes(*, now: datetime) -> int:
    """
    Call off every document whose time to be paid is over, unless a payment is under way; count them.

    One that gives money back which is being taken just now is called off next time.
    """
    due = rows(
        "SELECT order_id, id FROM ordering_order_change WHERE state = 'awaiting_payment'"
        " AND expires_at <= %s ORDER BY expires_at LIMIT %s",
        [now, AT_ONCE],
    )
    return sum(_lapsed_now(order_id, change_id, now) for order_id, change_id in due)


def _lapsed_now(order_id: UUID, change_id: UUID, now: datetime) -> bool:
    try:
        return _lapsed(order_id, change_id, now)
    except MoneyIsUnderWay:
        return False


@unit_of_work()
def withdraw_change(
    order_id: UUID, change_id: UUID, *, now: datetime, buyer: Buyer | None = None
) -> ChangeView:
    """
    Call a document off that waits to be paid; the order stays as it was. Safe to repeat.

    Raises:
        OrderNotFound: no such order, or not theirs.
        ChangeNotFound: the order has no such document.
        ChangeIsSettled: it counts already.
        PaymentIsLive: it is being paid at this moment.
        MoneyIsUnderWay: money that it gives back is being taken just now.
    """
    if buyer is not None:
        order_of(buyer, order_id)
    change = change_of_order(order_id, change_id)
    if change.state == ChangeState.IN_FORCE:
        raise ChangeIsSettled(change.state)
    if change.state == ChangeState.AWAITING_PAYMENT and not _lapsed(order_id, change_id, now):
        raise payments.PaymentIsLive(order_id)
    return change_of_order(order_id, change_id)


@unit_of_work()
def _lapsed(order_id: UUID, change_id: UUID, now: datetime) -> bool:
    order = standing_order(order_id, lock=True)
    change = OrderChange.objects.filter(order_id=order_id, pk=change_id).first()
    if change is None:
        raise ChangeNotFound
    if change.state != ChangeState.AWAITING_PAYMENT:
        return False
    if change.payment_id and payments.payment(change.payment_id).state in _UNDER_WAY:
        return False
    lapse_change(order, change, now=now)
    return True
