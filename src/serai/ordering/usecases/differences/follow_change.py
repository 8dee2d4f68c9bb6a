"""Bring a document to where the payment of its difference is: the one way in for every piece of news."""

from datetime import datetime
from uuid import UUID

from serai.ordering.domain.changes.change_state import ChangeState
from serai.ordering.domain.purposes import change_of_purpose
from serai.ordering.models import OrderChange
from serai.ordering.usecases.differences.agree_change import agree_change
from serai.ordering.usecases.release_change_tenders import release_tenders_of
from serai.payments import public as payments
from serai.plumbing.db import rows, unit_of_work

_PROMISED = (
    payments.PaymentState.PENDING,
    payments.PaymentState.AUTHORISED,
    payments.PaymentState.CAPTURED,
)
_FAILED = (payments.PaymentState.FAILED, payments.PaymentState.VOIDED)


@unit_of_work()
def follow_change(order_id: UUID, payment: payments.PaymentView, *, now: datetime) -> None:
    """
    Let a document count when its difference is paid.

    Money for one that was called off goes back, as does money of an attempt that was given up for another. When the
    payment fails, what gift cards and credit hold beside it is free again.

    Joins the caller's transaction; safe to repeat, in whatever order news comes.
    """
    number = change_of_purpose(payment.purpose)
    change = OrderChange.objects.filter(order_id=order_id, number=number or 0).first()
    if payment.state in _FAILED and change is not None:
        _let_tenders_go(order_id, change.pk, payment.id, now)
    if payment.state not in _PROMISED:
        return
    if change is None or not agree_change(order_id, change.pk, payment.id, now=now):
        _give_back(payment, order_id, now)


def _let_tenders_go(order_id: UUID, change_id: UUID, payment_id: UUID, now: datetime) -> None:
    """Free what tenders hold beside a payment that has failed; the next attempt holds anew."""
    rows("SELECT FROM ordering_order WHERE id = %s FOR UPDATE", [order_id])
    change = OrderChange.objects.get(pk=change_id)
    if change.state == ChangeState.AWAITING_PAYMENT and change.payment_id == payment_id:
        release_tenders_of(change, now=now)


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
