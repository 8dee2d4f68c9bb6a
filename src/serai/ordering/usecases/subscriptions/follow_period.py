"""Bring a period to where its order is: what every piece of news leads to."""

from datetime import datetime, timedelta
from uuid import UUID

from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.subscriptions.states import (
    ALIVE,
    PeriodState,
    SubscriptionAction,
)
from serai.ordering.events import SubscriptionRenewed
from serai.ordering.usecases.confirm_order import STOCK_LOST
from serai.ordering.usecases.subscriptions.fail_attempt import fail_attempt
from serai.ordering.usecases.subscriptions.lock_subscription import locked_subscription
from serai.ordering.usecases.subscriptions.tell_subscription import facts_of
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.events import publish

AT_ONCE = 200
_WAITING = """
SELECT p.id FROM ordering_subscription_period AS p
JOIN ordering_order AS o ON o.id = p.order_id
WHERE p.state = 'ordering' AND o.state <> 'placing' ORDER BY p.id LIMIT %s
"""
_ORDER = """
SELECT p.subscription_id, o.state, o.reason, o.total_minor FROM ordering_subscription_period AS p
JOIN ordering_order AS o ON o.id = p.order_id WHERE p.id = %s AND p.state = 'ordering'
"""


def follow_periods(*, now: datetime) -> int:
    """Follow every period whose order is decided by now; return how many there were."""
    waiting = rows(_WAITING, [AT_ONCE])
    for (period_id,) in waiting:
        follow_period(period_id, now=now)
    return len(waiting)


@unit_of_work()
def follow_period(period_id: UUID, *, now: datetime) -> None:
    """
    Close a period whose order is agreed, or note that the try has failed. Safe to repeat.

    An order that was called off since counts as ordered, unless its stock was lost before it was agreed.
    """
    found = rows(_ORDER, [period_id])
    if not found:
        return
    locked = locked_subscription(found[0][0])
    period = locked.period
    found = rows(_ORDER, [period_id])
    if not found or period is None or period.pk != period_id:
        return
    [(_, state, reason, total)] = found
    if state == OrderState.PLACING:
        return
    if state == OrderState.FAILED or (state == OrderState.CANCELLED and reason == STOCK_LOST):
        fail_attempt(locked, reason, now=now)
        return
    number, order_id = period.number, period.order_id
    assert order_id is not None
    locked.close_period(PeriodState.ORDERED, now=now)
    locked.row.last_total_minor = total
    if locked.state in ALIVE:
        locked.open_next(number=number + 1, not_before=now.date() + timedelta(days=1))
        locked.advance(SubscriptionAction.RECOVER, now=now)
    else:
        locked.write(now=now)
    publish(SubscriptionRenewed(**facts_of(locked.row), order_id=order_id, number=number))
