"""What happened to a payment's money, in the order in which it happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.payments.domain.capture_state import CaptureState
from serai.payments.domain.dispute_state import DisputeState
from serai.payments.domain.payment_state import PaymentState
from serai.payments.domain.refund_state import RefundState
from serai.payments.models import PaymentStep
from serai.payments.queries.capture_view import captures_of_payment
from serai.payments.queries.dispute_view import disputes_of_payment
from serai.payments.queries.payment_view import PaymentView, payment
from serai.payments.queries.refund_view import refunds_of_payment

_START = "start"
"""The source of a step that older payments have; of all, the payment itself tells when it began."""


@dataclass(frozen=True)
class Happening:
    """One thing that happened to a payment."""

    at: datetime
    what: str
    """`started`, `captured`, `refund_requested`, `disputed` …"""
    amount: Money | None
    """What it was about, where it was about an amount."""
    source: str
    """By which way we heard: call, webhook, return, recovery; empty for what we did ourselves."""
    note: str
    """A reason, in the words of whoever gave it."""


def payment_timeline(payment_id: UUID) -> list[Happening]:
    """
    Return everything that happened to a payment's money, oldest first; five statements.

    Raises:
        PaymentNotFound: no such payment.
    """
    found = [
        *_steps(payment(payment_id)),
        *_captures(payment_id),
        *_refunds(payment_id),
        *_disputes(payment_id),
    ]
    return sorted(found, key=lambda happening: happening.at)


def _steps(standing: PaymentView) -> Iterator[Happening]:
    yield Happening(standing.started_at, "started", standing.amount, "", "")
    currency, taken, let_go = standing.amount.currency, 0, 0
    heard = PaymentStep.objects.filter(payment_id=standing.id).exclude(source=_START)
    for step in heard.order_by("pk"):
        what, amount = step.state, None
        if step.captured_minor > taken:
            amount = Money(step.captured_minor - taken, currency)
        elif step.released_minor > let_go:
            what = step.state if step.state == PaymentState.VOIDED else "released"
            amount = Money(step.released_minor - let_go, currency)
        elif step.state == PaymentState.AUTHORISED:
            amount = standing.authorised
        taken, let_go = step.captured_minor, step.released_minor
        yield Happening(step.happened_at, what, amount, step.source, step.failure_code)


def _captures(payment_id: UUID) -> Iterator[Happening]:
    for capture in captures_of_payment(payment_id):
        yield Happening(
            capture.requested_at, "capture_requested", capture.amount, "", capture.reason
        )
        if capture.settled_at is not None and capture.state is CaptureState.REFUSED:
            yield Happening(
                capture.settled_at, "capture_refused", capture.amount, "", capture.failure_code
            )


def _refunds(payment_id: UUID) -> Iterator[Happening]:
    for refund in refunds_of_payment(payment_id):
        yield Happening(refund.requested_at, "refund_requested", refund.amount, "", refund.reason)
        if refund.settled_at is not None:
            confirmed = refund.state is RefundState.CONFIRMED
            what = "refunded" if confirmed else "refund_refused"
            yield Happening(refund.settled_at, what, refund.amount, "", refund.failure_code)


def _disputes(payment_id: UUID) -> Iterator[Happening]:
    for dispute in disputes_of_payment(payment_id):
        yield Happening(dispute.opened_at, "disputed", dispute.amount, "", dispute.reason)
        if dispute.answered_at is not None:
            what = "dispute_contested" if dispute.evidence else "dispute_accepted"
            yield Happening(dispute.answered_at, what, dispute.amount, "", "")
        if dispute.closed_at is not None:
            won = dispute.state is DisputeState.WON
            what = "dispute_won" if won else "dispute_lost"
            yield Happening(dispute.closed_at, what, dispute.amount, "", "")
