"""Bring a document to where the payment of its difference is: the one way in for every piece of news."""

from datetime import datetime
from uuid import UUID

from serai.ordering.models import OrderChange
from serai.ordering.usecases.differences.agree_change import agree_change
from serai.ordering.usecases.give_back import CHANGE
from serai.payments import public as payments
from serai.plumbing.db import unit_of_work

_PROMISED = (
    payments.PaymentState.PENDING,
    payments.PaymentState.AUTHORISED,
    payments.PaymentState.CAPTURED,
)


@unit_of_work()
def follow_change(order_id: UUID, payment: payments.PaymentView, *, now: datetime) -> None:
    """
    Let a document count when its difference is paid; money for one that was called off goes back.

    Joins the caller's transaction; safe to repeat, in whatever order news comes.
    """
    if payment.state not in _PROMISED:
        return
    number = int(payment.purpose.removeprefix(CHANGE))
    change = OrderChange.objects.filter(order_id=order_id, number=number).first()
    if change is None or not agree_change(order_id, change.pk, now=now):
        _give_back(payment, order_id, now)


def _give_back(payment: payments.PaymentView, order_id: UUID, now: datetime) -> None:
    if payment.state is payments.PaymentState.PENDING:
        payments.stop_waiting(payment.id, now=now)
    if payment.capturable:
        payments.release_payment_later(payment.id)
    if payment.refundable:
        key = f"order {order_id}: {payment.purpose} lapsed"
        payments.refund_payment(
            payments.RefundPayment(payment.id, key=key, reason="change_lapsed"), now=now
        )
