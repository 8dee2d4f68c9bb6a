"""Disputes that wait for somebody, the most pressing first."""

from serai.payments.domain.dispute_state import DisputeState
from serai.payments.models import Dispute
from serai.payments.queries.dispute_view import DisputeView

MOST = 200


def undecided_disputes() -> list[DisputeView]:
    """Return the disputes that are not decided, by the day until which evidence is taken; one statement."""
    waiting = Dispute.objects.filter(state__in=[DisputeState.OPENED, DisputeState.CONTESTED])
    return [DisputeView.of(row) for row in waiting.order_by("due_at", "pk")[:MOST]]
