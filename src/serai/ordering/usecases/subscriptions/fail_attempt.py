"""Take note that a period could not be ordered: it is tried again, or given up."""

from datetime import datetime

from serai.ordering.domain.subscriptions.letter import LetterTells
from serai.ordering.domain.subscriptions.states import (
    PeriodState,
    SubscriptionAction,
    next_try,
)
from serai.ordering.events import SubscriptionPastDue, SubscriptionPaused
from serai.ordering.usecases.subscriptions.lock_subscription import LockedSubscription
from serai.ordering.usecases.subscriptions.order_later import write_later
from serai.ordering.usecases.subscriptions.tell_subscription import facts_of
from serai.plumbing.events import publish


def fail_attempt(locked: LockedSubscription, reason: str, *, now: datetime) -> None:
    """
    Note one try that failed, tell the subscriber, and decide when the next one is.

    After the last, the period is given up and the subscription paused. Joins the caller's transaction, which
    has locked the subscription.
    """
    period = locked.period
    assert period is not None
    period.attempts += 1
    again_at = next_try(period.attempts, now)
    if again_at is None:
        locked.close_period(PeriodState.GIVEN_UP, now=now, reason=reason)
        locked.advance(SubscriptionAction.PAUSE, now=now, reason=reason)
        publish(SubscriptionPaused(**facts_of(locked.row)))
        write_later(period.pk, "given_up", LetterTells(reason=reason))
        return
    period.state, period.order_id, period.reason = PeriodState.OPEN.value, None, reason
    period.next_attempt_at, period.claimed_until = again_at, None
    if period.announced_at is None:
        period.announced_at = now
    period.save()
    locked.advance(SubscriptionAction.FAIL, now=now, reason=reason)
    publish(SubscriptionPastDue(**facts_of(locked.row), failure_code=reason))
    tells = LetterTells(day=again_at.date(), reason=reason)
    write_later(period.pk, "failed", tells, key=f"failed-{period.attempts}")
