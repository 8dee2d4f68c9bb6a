"""How many disputes can still be answered."""

from serai.payments.domain.dispute_state import DisputeState
from serai.plumbing.db import rows


def count_open_disputes() -> int:
    """Return how many disputes wait for evidence; one statement."""
    [(count,)] = rows(
        "SELECT count(*) FROM payments_dispute WHERE state = %s", [DisputeState.OPENED.value]
    )
    return int(count)
