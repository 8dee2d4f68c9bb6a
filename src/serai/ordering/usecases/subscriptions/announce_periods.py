"""Tell subscribers what their next order will be and cost, some days ahead."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog

from serai.kernel.errors import DomainError
from serai.ordering.domain.subscriptions.letter import LetterTells
from serai.ordering.domain.subscriptions.states import ALIVE, PeriodState, first_try
from serai.ordering.queries.subscriptions.cart_of_subscription import cart_of_subscription
from serai.ordering.usecases.subscriptions.fail_attempt import fail_attempt
from serai.ordering.usecases.subscriptions.lock_subscription import locked_subscription
from serai.ordering.usecases.subscriptions.order_later import write_later
from serai.plumbing.db import rows, unit_of_work

log = structlog.get_logger("serai.ordering")
AT_ONCE = 200
_DUE = """
SELECT s.id FROM ordering_subscription_period AS p
JOIN ordering_subscription AS s ON s.id = p.subscription_id
JOIN ordering_subscription_plan AS plan ON plan.id = s.plan_id
WHERE p.state = 'open' AND p.announced_at IS NULL AND p.due_on <= %s::date + plan.notice_days
ORDER BY p.due_on, p.id LIMIT %s
"""


def announce_periods(*, now: datetime) -> int:
    """Announce the orders of the coming days, each once; return how many were looked at."""
    due = [subscription_id for (subscription_id,) in rows(_DUE, [now.date(), AT_ONCE])]
    for subscription_id in due:
        announce_period(subscription_id, now=now)
    return len(due)


@unit_of_work()
def announce_period(subscription_id: UUID, *, now: datetime) -> bool:
    """
    Work out what the next order costs and have it told; return whether it was.

    That is the most that will be taken. Where it is more than the last order was, the order waits until the
    plan's days of notice are over.
    """
    locked = locked_subscription(subscription_id)
    period, row = locked.period, locked.row
    if period is None or period.state != PeriodState.OPEN or locked.state not in ALIVE:
        return False
    if period.announced_at is not None:
        return False
    try:
        total = cart_of_subscription(row, now=now).totals.total_minor
    except DomainError as refusal:
        log.info("subscription cannot be priced", subscription=str(row.pk), reason=refusal.code)
        fail_attempt(locked, refusal.code, now=now)
        return False
    told = row.last_total_minor if period.announced_minor is None else period.announced_minor
    is_dearer = told is not None and total > told
    soonest = now.date() + timedelta(days=row.plan.notice_days)
    if is_dearer and period.due_on < soonest:
        period.due_on = soonest
    if period.attempts == 0 or is_dearer:
        period.next_attempt_at = max(first_try(period.due_on), now)
    period.announced_minor, period.announced_at = total, now
    period.save()
    last = row.last_total_minor
    write_later(
        period.pk,
        "upcoming",
        LetterTells(
            day=period.due_on,
            total_minor=total,
            before_minor=last if last is not None and total > last else None,
        ),
        key=f"{total}-{period.due_on}",
    )
    return True
