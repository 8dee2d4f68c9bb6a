"""Call off orders whose transfer did not come in time."""

from contextlib import suppress
from datetime import datetime, timedelta

from serai.kernel.states import IllegalTransition
from serai.ordering.domain.order_state import OrderState
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.plumbing.db import rows

GRACE = timedelta(days=3)
"""How long after the last day a transfer may still be on its way between banks."""
NOT_PAID = "not_paid_in_time"
AT_ONCE = 200


def cancel_unpaid(*, now: datetime) -> int:
    """Cancel accepted orders whose last day to pay is over, grace included; return how many."""
    last = (now - GRACE).date().isoformat()
    late = rows(
        "SELECT id FROM ordering_order WHERE state = %s AND payment ->> 'due_on' <> ''"
        " AND payment ->> 'due_on' < %s ORDER BY placed_at LIMIT %s",
        [OrderState.ACCEPTED.value, last, AT_ONCE],
    )
    done = 0
    for (order_id,) in late:
        with suppress(IllegalTransition):  # its money has just come
            cancel_order(CancelOrder(order_id, NOT_PAID), now=now)
            done += 1
    return done
