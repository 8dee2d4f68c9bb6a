"""Let go of what a payment has set aside and not taken."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from serai.payments.domain.payment_state import PaymentState
from serai.payments.ports import ChargeResult, ChargeStatus, Processors
from serai.payments.queries.payment_view import PaymentView, payment
from serai.payments.usecases.settle_from_processor import Source, settle_from_processor
from serai.plumbing.db import current_work, refuse_inside_work
from serai.plumbing.db.closing import JobRow
from serai.plumbing.wiring import bound

RELEASE_PAYMENT = "payments.release_payment"
"""The job that calls the processor."""


def release_payment_later(payment_id: UUID) -> None:
    """Have a job let go of what the payment has set aside, once the open unit of work is committed."""
    arguments = {"payment_id": str(payment_id)}
    current_work().jobs.append(
        JobRow("default", RELEASE_PAYMENT, arguments, once=f"release {payment_id}")
    )


def release_payment(
    payment_id: UUID, *, now: datetime, failure_code: str = "", source: Source = Source.VOID
) -> PaymentView:
    """
    Make sure at the processor that the payment takes no (more) money, then record that.

    The payment ends `voided`, or stays `captured` with what was taken before. Calls the processor, so it
    refuses to run inside a unit of work. Repeating it changes nothing.

    Raises:
        PaymentNotFound: no such payment.
        ProcessorUnavailable: no answer; nothing is changed.
    """
    refuse_inside_work()
    standing = payment(payment_id)
    if standing.state in (PaymentState.FAILED, PaymentState.VOIDED):
        return standing
    if standing.state is PaymentState.CAPTURED and standing.captured == standing.amount:
        return standing
    key = str(payment_id)
    result = bound(Processors).named(standing.processor).void(key, now=now)
    if result is None:
        result = ChargeResult(key, ChargeStatus.VOIDED, standing.amount)
    if result.status is ChargeStatus.VOIDED:
        result = replace(result, failure_code=failure_code)
    return settle_from_processor(result, source=source, now=now).payment
