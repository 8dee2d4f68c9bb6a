"""
Bring an order to where its payment is: the one transition that every piece of news leads to.

The answer of the processor's call, the browser's return, the webhook and the clock all end here, in any
order and any number; whoever comes second finds nothing left to do.
"""

from datetime import datetime
from uuid import UUID

import msgspec

from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.paying import Paying
from serai.ordering.usecases.advance_order import Standing, standing
from serai.ordering.usecases.confirm_order import confirm_order
from serai.ordering.usecases.fail_order import fail_order
from serai.payments import public as payments
from serai.plumbing.db import rows, unit_of_work

CONFIRM_ORDER, FAIL_ORDER = "ordering.confirm_order", "ordering.fail_order"
"""The subscriptions through which later news of a payment comes here."""
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
    paying = Paying(payment.state.value, payment.method, payment.label, payment.action_url)
    if payment.state is payments.PaymentState.CAPTURED:
        return confirm_order(order_id, payment.id, paying, now=now)
    if payment.state in (payments.PaymentState.FAILED, payments.PaymentState.VOIDED):
        return fail_order(order_id, paying, payment.failure_code, now=now)
    if rows(_WAIT, [msgspec.json.encode(paying).decode(), order_id]):
        return Standing(OrderState.PLACING, paying)
    return standing(order_id, paying)
