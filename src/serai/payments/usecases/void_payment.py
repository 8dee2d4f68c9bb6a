"""Give a payment up before money is taken."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.payments.domain.payment_state import PaymentState
from serai.payments.ports import ChargeResult, ChargeStatus, Processors
from serai.payments.queries.payment_view import PaymentView, payment
from serai.payments.usecases.settle_from_processor import Source, settle_from_processor
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.wiring import bound


class PaymentIsCaptured(DomainError):
    """The money is taken: it can be refunded, no longer given up."""

    code = "payments.payment_is_captured"
    kind = Kind.CONFLICT

    def __init__(self, payment_id: UUID) -> None:
        self.payment_id = payment_id
        super().__init__("The money of this payment is taken; refund it instead.")


def void_payment(
    payment_id: UUID, *, now: datetime, failure_code: str = "", source: Source = Source.VOID
) -> PaymentView:
    """
    Close the payment at the processor so that it can never take money, then record that.

    Calls the processor, so it refuses to run inside a unit of work. Repeating it changes nothing.

    Raises:
        PaymentNotFound: no such payment.
        PaymentIsCaptured: it was too late.
        ProcessorUnavailable: no answer; nothing is changed.
    """
    refuse_inside_work()
    standing = payment(payment_id)
    if standing.state in (PaymentState.FAILED, PaymentState.VOIDED):
        return standing
    key = str(payment_id)
    result = bound(Processors).named(standing.processor).void(key, now=now)
    if result is None:
        result = ChargeResult(key, ChargeStatus.VOIDED, standing.amount)
    if result.status is ChargeStatus.VOIDED:
        result = replace(result, failure_code=failure_code)
    settled = settle_from_processor(result, source=source, now=now).payment
    if settled.state is PaymentState.CAPTURED:
        raise PaymentIsCaptured(payment_id)
    return settled
