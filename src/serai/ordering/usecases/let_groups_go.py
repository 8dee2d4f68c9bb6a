"""Let an order's groups go on when nothing stops them: neither people nor money."""

from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.ordering.domain.order_state import OrderState
from serai.payments import public as payments
from serai.plumbing.db import rows, unit_of_work

TRANSFER, LOST = "Waits for its transfer", "What was set aside for it is lost"
_STANDING = """
SELECT state, payment ->> 'state', payment ->> 'method',
  EXISTS (SELECT FROM ordering_hold AS h WHERE h.order_id = o.id AND h.state = 'open')
FROM ordering_order AS o WHERE id = %s
"""


def waits_for_money(order_id: UUID) -> str:
    """Return why an order's goods wait for its money; empty when they do not. One statement."""
    [(order_state, state, method, _)] = rows(_STANDING, [order_id])
    return lacks_money(order_state, state, method)


def lacks_money(order_state: str, state: str, method: str) -> str:
    """Return why the goods of an order in this state wait for a payment in that; empty when they do not."""
    return _reason(state, method) if order_state == OrderState.ACCEPTED else ""


@unit_of_work()
def let_groups_go(order_id: UUID, *, now: datetime) -> None:
    """
    Release the groups of an order, unless a hold is open or its money is missing; then they are held.

    Joins the caller's transaction; safe to repeat.
    """
    [(order_state, state, method, somebody_looks)] = rows(_STANDING, [order_id])
    if somebody_looks:
        return
    reason = lacks_money(order_state, state, method)
    if reason:
        fulfilment.hold_groups(order_id, reason=reason, now=now)
    else:
        fulfilment.release_groups(order_id, now=now)


def _reason(state: str, method: str) -> str:
    if state in (payments.PaymentState.VOIDED, payments.PaymentState.FAILED):
        return LOST
    return TRANSFER if method == payments.BANK_TRANSFER else ""
