"""
Bring an order to where its payment is: the one transition that every piece of news leads to.

The answer of the processor's call, the browser's return, the webhook and the clock all end here, in any
order and any number; whoever comes second finds nothing left to do.
"""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.paying import Paying
from serai.ordering.usecases.advance_order import Standing, standing
from serai.ordering.usecases.confirm_order import confirm_order
from serai.ordering.usecases.fail_order import fail_order
from serai.ordering.usecases.let_groups_go import let_groups_go
from serai.ordering.usecases.pay_order import pay_order
from serai.payments import public as payments
from serai.plumbing.db import rows, unit_of_work

CONFIRM_ORDER, FAIL_ORDER = "ordering.confirm_order", "ordering.fail_order"
ACCEPT_ORDER, ACCEPT_PENDING = "ordering.accept_order", "ordering.accept_pending_order"
"""The subscriptions through which later news of a payment comes here."""
FOLLOW_CHANGE, FOLLOW_PROMISED, FOLLOW_PENDING = (
    "ordering.follow_change",
    "ordering.follow_change_set_aside",
    "ordering.follow_change_pending",
)
"""The subscriptions through which later news of the payment of a difference comes, which is no order's."""
FOLLOWED = (FOLLOW_CHANGE, FOLLOW_PROMISED, FOLLOW_PENDING, FAIL_ORDER)
"""The subscriptions for which nothing is left to do once whoever charged a difference has followed it."""
_OPEN = (OrderState.ACCEPTED, OrderState.FULFILLED)
"""The states of an order whose money may still be to come."""
_PROMISED = (payments.PaymentState.PENDING, payments.PaymentState.AUTHORISED)
"""The states of a payment whose money is sure enough to agree on the order."""
_LOST = """
UPDATE ordering_order SET payment = %s::jsonb WHERE id = %s AND state = 'accepted' RETURNING id
"""
_WAIT = """
UPDATE ordering_order SET payment = %s::jsonb WHERE id = %s AND state = 'placing' RETURNING id
"""


@unit_of_work()
def follow_payment(order_id: UUID, payment: payments.PaymentView, *, now: datetime) -> Standing:
    """
    Bring the order to where its payment is. Joins the caller's transaction; safe to repeat.

    Raises:
        OrderNotFound: no such order.
    """
    paying = _paying_of(payment)
    if payment.state in _PROMISED or _is_partly_taken(payment):
        return confirm_order(order_id, payment.id, paying, now=now, accepts=True)
    if payment.state is payments.PaymentState.CAPTURED:
        there = confirm_order(order_id, payment.id, paying, now=now)
        if there.state in _OPEN and _comes_later(payment):
            return pay_order(order_id, payment.id, paying, now=now)
        return there
    if payment.state in (payments.PaymentState.FAILED, payments.PaymentState.VOIDED):
        there = fail_order(order_id, paying, payment.failure_code, now=now)
        if there.state is OrderState.ACCEPTED:
            rows(_LOST, [msgspec.json.encode(paying).decode(), order_id])
            let_groups_go(order_id, now=now)
        return there
    if rows(_WAIT, [msgspec.json.encode(paying).decode(), order_id]):
        return Standing(OrderState.PLACING, paying)
    return standing(order_id, paying)


def _is_partly_taken(payment: payments.PaymentView) -> bool:
    later = payment.capture_at is payments.CaptureAt.HAND_OVER
    taken = payment.state is payments.PaymentState.CAPTURED
    return later and taken and payment.captured + payment.released < payment.amount


def _comes_later(payment: payments.PaymentView) -> bool:
    later = payment.capture_at is payments.CaptureAt.HAND_OVER
    return later or payment.method in payments.PAID_LATER


def _paying_of(payment: payments.PaymentView) -> Paying:
    """How an order remembers its payment; who must make a transfer is told its reference and its day."""
    waits = payment.state is payments.PaymentState.PENDING
    if not waits or payment.method != payments.BANK_TRANSFER:
        return Paying(payment.state.value, payment.method, payment.label, payment.action_url)
    account = payments.bank_account(payment.channel_code)
    days = account.days_to_pay if account else payments.DAYS_TO_PAY
    return Paying(
        payment.state.value,
        payment.method,
        reference=payment.processor_reference,
        due_on=(payment.started_at + timedelta(days=days)).date().isoformat(),
    )
