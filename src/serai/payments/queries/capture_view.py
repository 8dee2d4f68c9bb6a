"""Captures as others see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from serai.kernel.money import Money
from serai.payments.domain.capture_state import CaptureState
from serai.payments.models import Capture


@dataclass(frozen=True)
class CaptureView:
    """One capture of an authorised payment."""

    id: UUID
    payment_id: UUID
    key: str
    state: CaptureState
    amount: Money
    is_final: bool
    """Whether the rest is let go with it."""
    reason: str
    failure_code: str
    requested_at: datetime
    settled_at: datetime | None

    @classmethod
    def of(cls, capture: Capture) -> Self:
        """Return the view of a row."""
        return cls(
            id=capture.pk,
            payment_id=capture.payment_id,
            key=capture.key,
            state=CaptureState(capture.state),
            amount=Money(capture.amount_minor, capture.currency),
            is_final=capture.is_final,
            reason=capture.reason,
            failure_code=capture.failure_code,
            requested_at=capture.requested_at,
            settled_at=capture.settled_at,
        )


def captures_of_payment(payment_id: UUID) -> list[CaptureView]:
    """Return every capture of a payment, oldest first; one statement."""
    found = Capture.objects.filter(payment_id=payment_id).order_by("requested_at", "pk")
    return [CaptureView.of(capture) for capture in found]
