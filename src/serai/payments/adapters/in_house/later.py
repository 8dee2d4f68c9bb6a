"""
What every payment that comes by itself has in common.

Nobody is called: a charge is believed at once as `pending`, and it is captured when somebody notes that the
money is there. Our own payment is the only book, so nothing is ever unavailable and no webhooks are sent.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.payments.domain.payment_state import PaymentState
from serai.payments.ports import (
    Abilities,
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
from serai.payments.queries.payment_view import PaymentNotFound, PaymentView, payment

_STATUSES = {
    PaymentState.PENDING: ChargeStatus.PENDING,
    PaymentState.CAPTURED: ChargeStatus.CAPTURED,
    PaymentState.FAILED: ChargeStatus.FAILED,
    PaymentState.VOIDED: ChargeStatus.VOIDED,
}


class LaterProcessor:
    """Takes what is promised now and paid later. Staff gives refunds by hand and notes that they did."""

    def __init__(self, name: str, methods: tuple[str, ...]) -> None:
        self.name = name
        self.abilities = Abilities(methods, captures_later=False, refunds_by_hand=True)

    def front(self) -> ProcessorFront:
        """Return a front without an address: there is nothing to turn into a token."""
        return ProcessorFront(self.name, "", "")

    def tokenise(self, card: Card, *, now: datetime) -> CardToken:
        """
        Refuse every card.

        Raises:
            CardRefused: always.
        """
        raise CardRefused("number", "not_a_card", "This is not paid by card.")

    def charge(self, request: ChargeRequest, *, now: datetime) -> ChargeResult:
        """Believe that the money will come."""
        return ChargeResult(
            request.key,
            ChargeStatus.PENDING,
            request.amount,
            reference=self.reference_of(request.payment_id),
        )

    def reference_of(self, payment_id: UUID) -> str:
        """Return what people call the payment."""
        return str(payment_id)

    def status_of(self, key: str) -> ChargeResult | None:
        """Return how our own payment stands; `None` while it was not asked for."""
        found = _payment_of(key)
        if found is None or found.state not in _STATUSES:
            return None
        return _result_of(found, _STATUSES[found.state])

    def capture(
        self, reference: str, amount: Money, *, key: str, final: bool, now: datetime
    ) -> CaptureResult:
        """Refuse: the money comes by itself, or does not."""
        unknown = ChargeResult("", ChargeStatus.PENDING, amount, reference=reference)
        return CaptureResult(
            key, CaptureStatus.REFUSED, amount, unknown, failure_code="comes_by_itself"
        )

    def void(self, key: str, *, now: datetime) -> ChargeResult | None:
        """Wait no longer."""
        found = _payment_of(key)
        if found is None:
            return None
        if found.state is PaymentState.CAPTURED:
            return _result_of(found, ChargeStatus.CAPTURED)
        return _result_of(found, ChargeStatus.VOIDED)

    def refund(self, reference: str, amount: Money, *, key: str, now: datetime) -> RefundResult:
        """Refuse: staff pays it out by hand."""
        return RefundResult(key, RefundStatus.REFUSED, amount, failure_code="paid_out_by_hand")

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
        Refuse: nobody sends news about this.

        Raises:
            WebhookRefused: always.
        """
        raise WebhookRefused("not_sent", "No webhooks are sent about this.")


def _payment_of(key: str) -> PaymentView | None:
    try:
        return payment(UUID(key))
    except (ValueError, PaymentNotFound):
        return None


def _result_of(found: PaymentView, status: ChargeStatus) -> ChargeResult:
    return ChargeResult(
        str(found.id),
        status,
        found.amount,
        reference=found.processor_reference,
        failure_code=found.failure_code,
        label=found.label,
        captured=found.captured or None,
    )
