"""Disputes as others see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from serai.kernel.money import Money
from serai.payments.domain.dispute_state import DisputeState
from serai.payments.models import Dispute


@dataclass(frozen=True)
class DisputeView:
    """Money of a payment that its shopper's bank has taken back."""

    id: UUID
    payment_id: UUID
    state: DisputeState
    amount: Money
    reason: str
    """The bank's, such as `fraudulent`."""
    evidence: str
    """What we said; empty with an answer: we accepted it."""
    opened_at: datetime
    due_at: datetime | None
    """Until when evidence is taken."""
    answered_at: datetime | None
    closed_at: datetime | None
    processor_reference: str

    @classmethod
    def of(cls, dispute: Dispute) -> Self:
        """Return the view of a row."""
        return cls(
            id=dispute.pk,
            payment_id=dispute.payment_id,
            state=DisputeState(dispute.state),
            amount=Money(dispute.amount_minor, dispute.currency),
            reason=dispute.reason,
            evidence=dispute.evidence,
            opened_at=dispute.opened_at,
            due_at=dispute.due_at,
            answered_at=dispute.answered_at,
            closed_at=dispute.closed_at,
            processor_reference=dispute.processor_reference,
        )


def disputes_of_payment(payment_id: UUID) -> list[DisputeView]:
    """Return every dispute of a payment, oldest first; one statement."""
    found = Dispute.objects.filter(payment_id=payment_id).order_by("opened_at", "pk")
    return [DisputeView.of(dispute) for dispute in found]
