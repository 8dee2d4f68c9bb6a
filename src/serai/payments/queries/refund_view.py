"""Refunds as others see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from serai.kernel.money import Money
from serai.payments.domain.refund_state import RefundState
from serai.payments.models import Refund


@dataclass(frozen=True)
class RefundView:
    """One refund."""

    id: UUID
    payment_id: UUID
    key: str
    state: RefundState
    amount: Money
    reason: str
    failure_code: str
    requested_at: datetime
    settled_at: datetime | None

    @classmethod
    def of(cls, refund: Refund) -> Self:
        """Return the view of a row."""
        return cls(
            id=refund.pk,
            payment_id=refund.payment_id,
            key=refund.key,
            state=RefundState(refund.state),
            amount=Money(refund.amount_minor, refund.currency),
            reason=refund.reason,
            failure_code=refund.failure_code,
            requested_at=refund.requested_at,
            settled_at=refund.settled_at,
        )


def refunds_of_payment(payment_id: UUID) -> list[RefundView]:
    """Return every refund of a payment, oldest first; one statement."""
    found = Refund.objects.filter(payment_id=payment_id).order_by("requested_at", "pk")
    return [RefundView.of(refund) for refund in found]
