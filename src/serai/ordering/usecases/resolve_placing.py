"""Finish orders of which nothing more was heard."""

from datetime import datetime
from uuid import UUID

from serai.ordering.domain.holds import recover_after
from serai.ordering.usecases.confirm_order import confirm_order
from serai.ordering.usecases.follow_payment import follow_payment
from serai.ordering.usecases.return_from_payment import ask_processor
from serai.payments import public as payments
from serai.plumbing.db import execute, rows

AT_ONCE = 100

_WAITING = (payments.PaymentState.PROCESSING, payments.PaymentState.REQUIRES_ACTION)


def resolve_placing(*, now: datetime) -> int:
    """
    Look at orders that have been placing for longer than they should; return how many were looked at.

    Each is brought to where its payment is. A payment that is under way is asked about at the processor;
    giving it up, or sending it again, is the business of payments, whose news then comes as events. Stops
    early, to go on later, when the processor does not answer.
    """
    waiting = rows(
        "SELECT id, payment_id FROM ordering_order WHERE state = 'placing' AND recover_after <= %s"
        " ORDER BY recover_after LIMIT %s",
        [now, AT_ONCE],
    )
    for looked_at, (order_id, payment_id) in enumerate(waiting):
        try:
            _resolve(order_id, payment_id, now)
        except payments.ProcessorUnavailable:
            return looked_at
    return len(waiting)


def _resolve(order_id: UUID, payment_id: UUID | None, now: datetime) -> None:
    if payment_id is None:
        confirm_order(order_id, None, None, now=now)
        return
    payment = payments.payment(payment_id)
    if payment.state in _WAITING:
        ask_processor(order_id, payment_id, source=payments.Source.RECOVERY, now=now)
    else:
        follow_payment(order_id, payment, now=now)
    execute(
        "UPDATE ordering_order SET recover_after = %s WHERE id = %s AND state = 'placing'",
        [recover_after(now), order_id],
    )
