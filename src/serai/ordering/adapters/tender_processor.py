"""
A tender as a payment processor: what pays like money is paid, captured, voided and refunded like money.

The order's own transaction holds, captures and releases through the `Tender`; this is the same for whoever
knows processors only: refunds, recovery, staff's captures. Its truth is in this database, so it is never
unavailable and sends no webhooks.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError
from serai.kernel.money import Money
from serai.ordering.ports import Tender
from serai.payments.ports import (
    Abilities,
    CaptureAt,
    CaptureResult,
    CaptureStatus,
    Card,
    CardRefused,
    CardToken,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
    DisputeAnswer,
    DisputeResult,
    ProcessorEvent,
    ProcessorFront,
    RefundResult,
    RefundStatus,
    UnknownProcessor,
    WebhookRefused,
)
from serai.payments.public import PaymentNotFound, PaymentState, PaymentView, payment
from serai.plumbing.db import unit_of_work

_STATUSES = {
    PaymentState.PROCESSING: ChargeStatus.PROCESSING,
    PaymentState.AUTHORISED: ChargeStatus.AUTHORISED,
    PaymentState.CAPTURED: ChargeStatus.CAPTURED,
    PaymentState.FAILED: ChargeStatus.FAILED,
    PaymentState.VOIDED: ChargeStatus.VOIDED,
}


class TenderProcessor:
    """Fills `PaymentProcessor` for one tender. A charge's reference is `source/payment`."""

    def __init__(self, tender: Tender) -> None:
        self._tender = tender
        self.name = tender.method
        self.abilities = Abilities((tender.method,), captures_in_parts=False)

    def front(self) -> ProcessorFront:
        """Return a front without an address: there is nothing to turn into a token."""
        return ProcessorFront(self.name, "", "")

    def tokenise(self, card: Card, *, now: datetime) -> CardToken:
        """
        Refuse every card.

        Raises:
            CardRefused: always.
        """
        raise CardRefused("number", "not_a_card", "This does not pay by card.")

    @unit_of_work()
    def charge(self, request: ChargeRequest, *, now: datetime) -> ChargeResult:
        """Hold the amount, and take it unless it is captured later; too little is a failed charge."""
        source, payment_id = request.token, request.payment_id
        result = charge_of(request, ChargeStatus.AUTHORISED)
        try:
            self._tender.hold(source, request.amount, payment_id=payment_id, now=now)
        except DomainError as refusal:
            return ChargeResult(
                request.key, ChargeStatus.FAILED, request.amount, failure_code=refusal.code[-50:]
            )
        if request.capture_at is CaptureAt.NOW:
            self._tender.capture(source, request.amount, payment_id=payment_id, now=now)
            result = charge_of(request, ChargeStatus.CAPTURED)
        return result

    def status_of(self, key: str) -> ChargeResult | None:
        """Return how our own payment stands: there is no other book."""
        found = _payment_of(key)
        return None if found is None else _result_of(found)

    @unit_of_work()
    def capture(
        self, reference: str, amount: Money, *, key: str, final: bool, now: datetime
    ) -> CaptureResult:
        """Take what is held, or part of it; the rest is let go."""
        source, payment_id = _parts_of(reference)
        self._tender.capture(source, amount, payment_id=payment_id, now=now)
        found = payment(payment_id)
        charge = ChargeResult(
            str(payment_id),
            ChargeStatus.CAPTURED,
            found.amount,
            reference=reference,
            label=found.label,
            captured=amount,
            released=found.amount - amount,
        )
        return CaptureResult(key, CaptureStatus.CONFIRMED, amount, charge, reference)

    @unit_of_work()
    def void(self, key: str, *, now: datetime) -> ChargeResult | None:
        """Let go what is held; what was taken stays taken."""
        found = _payment_of(key)
        if found is None:
            return None
        if found.state is PaymentState.CAPTURED:
            return _result_of(found)
        source = _parts_of(found.processor_reference)[0] if found.processor_reference else ""
        self._tender.release(source, payment_id=found.id, now=now)
        return ChargeResult(
            key, ChargeStatus.VOIDED, found.amount, reference=found.processor_reference
        )

    @unit_of_work()
    def refund(self, reference: str, amount: Money, *, key: str, now: datetime) -> RefundResult:
        """Put an amount back to where it came from."""
        source, payment_id = _parts_of(reference)
        try:
            self._tender.give_back(source, amount, payment_id=payment_id, key=key, now=now)
        except DomainError as refusal:
            return RefundResult(key, RefundStatus.REFUSED, amount, failure_code=refusal.code[-50:])
        return RefundResult(key, RefundStatus.CONFIRMED, amount, reference=reference)

    def answer_dispute(
        self, reference: str, answer: DisputeAnswer, *, key: str, now: datetime
    ) -> DisputeResult:
        """
        Refuse: no bank stands between the shopper and us.

        Raises:
            UnknownProcessor: always.
        """
        raise UnknownProcessor(self.name)

    def verify_webhook(
        self, headers: Mapping[str, str], body: bytes, *, now: datetime
    ) -> ProcessorEvent:
        """
        Refuse: nobody sends news about tenders.

        Raises:
            WebhookRefused: always.
        """
        raise WebhookRefused("not_sent", "No webhooks are sent about this.")


def charge_of(request: ChargeRequest, status: ChargeStatus, label: str = "") -> ChargeResult:
    """Return what stands for a charge of a tender."""
    reference = f"{request.token}/{request.payment_id}"
    return ChargeResult(request.key, status, request.amount, reference=reference, label=label)


def _parts_of(reference: str) -> tuple[str, UUID]:
    source, _, payment_id = reference.rpartition("/")
    return source, UUID(payment_id)


def _payment_of(key: str) -> PaymentView | None:
    try:
        return payment(UUID(key))
    except (ValueError, PaymentNotFound):
        return None


def _result_of(found: PaymentView) -> ChargeResult:
    return ChargeResult(
        str(found.id),
        _STATUSES.get(found.state, ChargeStatus.PROCESSING),
        found.amount,
        reference=found.processor_reference,
        failure_code=found.failure_code,
        label=found.label,
        captured=found.captured,
    )
