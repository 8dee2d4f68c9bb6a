"""Have the processor give a requested refund back, and take note of its answer."""

from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.payments.domain.refund_state import REFUND_STATES, RefundAction, RefundState
from serai.payments.events import PaymentRefunded, RefundRefused
from serai.payments.models import Payment, Refund
from serai.payments.ports import Processors, RefundResult, RefundStatus
from serai.payments.queries.refund_view import RefundView
from serai.payments.usecases.keep_books import book_refund
from serai.plumbing.db import refuse_inside_work, unit_of_work
from serai.plumbing.events import publish
from serai.plumbing.wiring import bound


class RefundNotFound(DomainError):
    """There is no such refund."""

    code = "payments.refund_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, refund: UUID | str) -> None:
        self.refund = str(refund)
        super().__init__(f"There is no refund {refund}.")


def confirm_refund(refund_id: UUID, *, now: datetime) -> RefundView:
    """
    Call the processor with the refund's id as key, then record what it says. Safe to repeat.

    Raises:
        RefundNotFound: no such refund.
        ProcessorUnavailable: no answer; the refund stays `requested` and is tried again.
    """
    refuse_inside_work()
    refund = Refund.objects.select_related("payment").filter(pk=refund_id).first()
    if refund is None:
        raise RefundNotFound(refund_id)
    if refund.state != RefundState.REQUESTED:
        return RefundView.of(refund)
    result = (
        bound(Processors)
        .named(refund.payment.processor)
        .refund(
            refund.payment.processor_reference,
            Money(refund.amount_minor, refund.currency),
            key=str(refund.pk),
            now=now,
        )
    )
    return settle_refund(result, now=now)


@unit_of_work()
def settle_refund(result: RefundResult, *, now: datetime) -> RefundView:
    """
    Record what the processor says of a refund: the one way in for the answer and the webhook.

    Idempotent; publishes `PaymentRefunded` or `RefundRefused` once, and posts what was given back to the
    ledger, in the same transaction.

    Raises:
        RefundNotFound: the key names no refund of ours.
    """
    refund = _refund_of(result.key)
    payment = Payment.objects.select_for_update().get(pk=refund.payment_id)
    refund.refresh_from_db()
    if refund.state != RefundState.REQUESTED:
        return RefundView.of(refund)
    confirmed = result.status is RefundStatus.CONFIRMED
    action = RefundAction.CONFIRM if confirmed else RefundAction.REFUSE
    refund.state = REFUND_STATES.advance(RefundState(refund.state), action)
    refund.processor_reference, refund.failure_code = result.reference, result.failure_code
    refund.settled_at = now
    refund.save(update_fields=["state", "processor_reference", "failure_code", "settled_at"])
    payment.refunding_minor -= refund.amount_minor
    if confirmed:
        payment.refunded_minor += refund.amount_minor
        payment.holds_order &= payment.refunded_minor < payment.captured_minor
    payment.save(update_fields=["refunding_minor", "refunded_minor", "holds_order"])
    publish(_refunded(payment, refund) if confirmed else _refused(payment, refund))
    if confirmed:
        given_back = Money(refund.amount_minor, refund.currency)
        book_refund(refund.pk, payment.pk, given_back, payment.processor, now=now)
    return RefundView.of(refund)


def _refund_of(key: str) -> Refund:
    try:
        return Refund.objects.get(pk=UUID(key))
    except (ValueError, Refund.DoesNotExist):
        raise RefundNotFound(key) from None


def _refunded(payment: Payment, refund: Refund) -> PaymentRefunded:
    return PaymentRefunded(
        payment_id=payment.pk,
        refund_id=refund.pk,
        refund_key=refund.key,
        order_id=payment.order_id,
        channel_code=payment.channel_code,
        purpose=payment.purpose,
        amount_minor=payment.amount_minor,
        captured_minor=payment.captured_minor,
        refund_minor=refund.amount_minor,
        refunded_minor=payment.refunded_minor,
        currency=payment.currency,
        reason=refund.reason,
        processor=payment.processor,
        processor_reference=refund.processor_reference,
    )


def _refused(payment: Payment, refund: Refund) -> RefundRefused:
    return RefundRefused(
        payment_id=payment.pk,
        refund_id=refund.pk,
        refund_key=refund.key,
        order_id=payment.order_id,
        channel_code=payment.channel_code,
        refund_minor=refund.amount_minor,
        currency=refund.currency,
        reason=refund.reason,
        failure_code=refund.failure_code,
    )
