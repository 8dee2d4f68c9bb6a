"""Refunds that the processor has not confirmed."""

from datetime import datetime

from serai.payments.domain.refund_state import RefundState
from serai.payments.models import Refund


def waiting_refunds(*, requested_before: datetime) -> int:
    """Return how many refunds asked for before an instant are still open; one statement."""
    return Refund.objects.filter(
        state=RefundState.REQUESTED, requested_at__lt=requested_before
    ).count()
