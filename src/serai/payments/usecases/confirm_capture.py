"""Have the processor take a requested capture, and take note of its answer."""

from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.payments.domain.capture_state import CAPTURE_STATES, CaptureAction, CaptureState
from serai.payments.events import CaptureRefused
from serai.payments.models import Capture, Payment
from serai.payments.ports import CaptureResult, CaptureStatus, ChargeRefused, Processors
from serai.payments.queries.capture_view import CaptureView
from serai.payments.usecases.settle_from_processor import Source, settle_from_processor
from serai.plumbing.db import refuse_inside_work, unit_of_work
from serai.plumbing.events import publish
from serai.plumbing.wiring import bound


class CaptureNotFound(DomainError):
    """There is no such capture."""

    code = "payments.capture_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, capture: UUID) -> None:
        self.capture = str(capture)
        super().__init__(f"There is no capture {capture}.")


def confirm_capture(capture_id: UUID, *, now: datetime) -> CaptureView:
    """
    Call the processor with the capture's id as key, then record what it says. Safe to repeat.

    Raises:
        CaptureNotFound: no such capture.
        ProcessorUnavailable: no answer; the capture stays `requested` and is tried again.
    """
    refuse_inside_work()
    capture = Capture.objects.select_related("payment").filter(pk=capture_id).first()
    if capture is None:
        raise CaptureNotFound(capture_id)
    if capture.state != CaptureState.REQUESTED:
        return CaptureView.of(capture)
    processor = bound(Processors).named(capture.payment.processor)
    amount = Money(capture.amount_minor, capture.currency)
    try:
        result = processor.capture(
            capture.payment.processor_reference,
            amount,
            key=str(capture.pk),
            final=capture.is_final,
            now=now,
        )
    except ChargeRefused as refusal:
        return _settle(capture_id, CaptureStatus.REFUSED, failure_code=refusal.reason, now=now)
    return settle_capture(capture_id, result, now=now)


@unit_of_work()
def settle_capture(capture_id: UUID, result: CaptureResult, *, now: datetime) -> CaptureView:
    """
    Record what the processor says of a capture, and of the charge that it was taken from.

    Idempotent. What the sums of the payment grow by is told, and posted to the ledger, by
    `settle_from_processor`, whichever news of it comes first.

    Raises:
        CaptureNotFound: no such capture.
    """
    settled = _settle(
        capture_id,
        result.status,
        reference=result.reference,
        failure_code=result.failure_code,
        now=now,
    )
    settle_from_processor(result.charge, source=Source.CAPTURE, now=now)
    return settled


@unit_of_work()
def _settle(
    capture_id: UUID,
    status: CaptureStatus,
    *,
    reference: str = "",
    failure_code: str = "",
    now: datetime,
) -> CaptureView:
    payment_id = Capture.objects.values_list("payment_id", flat=True).get(pk=capture_id)
    payment = Payment.objects.select_for_update().get(pk=payment_id)
    capture = Capture.objects.get(pk=capture_id)
    if capture.state != CaptureState.REQUESTED:
        return CaptureView.of(capture)
    confirmed = status is CaptureStatus.CONFIRMED
    action = CaptureAction.CONFIRM if confirmed else CaptureAction.REFUSE
    capture.state = CAPTURE_STATES.advance(CaptureState(capture.state), action)
    capture.processor_reference, capture.failure_code = reference, failure_code
    capture.settled_at = now
    capture.save(update_fields=["state", "processor_reference", "failure_code", "settled_at"])
    payment.capturing_minor -= capture.amount_minor
    payment.save(update_fields=["capturing_minor"])
    if not confirmed:
        publish(_refused(payment, capture))
    return CaptureView.of(capture)


def _refused(payment: Payment, capture: Capture) -> CaptureRefused:
    return CaptureRefused(
        payment_id=payment.pk,
        capture_id=capture.pk,
        capture_key=capture.key,
        order_id=payment.order_id,
        channel_code=payment.channel_code,
        purpose=payment.purpose,
        capture_minor=capture.amount_minor,
        currency=capture.currency,
        reason=capture.reason,
        failure_code=capture.failure_code,
    )
