"""Leave an order out, pause, resume, end."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from serai.kernel.states import IllegalTransition
from serai.ordering.domain.subscriptions.states import (
    ALIVE,
    SUBSCRIPTION_STATES,
    PeriodState,
    SubscriptionAction,
)
from serai.ordering.events import (
    SubscriptionCancelled,
    SubscriptionPaused,
    SubscriptionResumed,
)
from serai.ordering.models import SubscriptionPeriod
from serai.ordering.queries.subscriptions.subscription_view import SubscriptionView, subscription
from serai.ordering.usecases.subscriptions.lock_subscription import (
    LockedSubscription,
    locked_subscription,
)
from serai.ordering.usecases.subscriptions.order_later import write_later
from serai.ordering.usecases.subscriptions.tell_subscription import facts_of
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


@dataclass(frozen=True, slots=True)
class MoveSubscription:
    """Which subscription, whose, and why; without a customer, staff say so."""

    subscription_id: UUID
    customer_id: UUID | None = None
    version: int | None = None
    reason: str = ""


@unit_of_work()
def skip_next_order(command: MoveSubscription, *, now: datetime) -> SubscriptionView:
    """
    Leave the next order out; the one after it stays on its day.

    Raises:
        SubscriptionNotFound: no such subscription, or not theirs.
        SubscriptionChanged: it is another version by now.
        IllegalTransition: it is paused or cancelled.
        PeriodUnderWay: the order is just being paid.
    """
    locked = _locked(command)
    _must_be_alive(locked)
    skipped = locked.waiting_period()
    locked.close_period(PeriodState.SKIPPED, now=now, reason=command.reason)
    locked.open_next(number=skipped.number + 1, not_before=now.date() + timedelta(days=1))
    locked.advance(SubscriptionAction.RECOVER, now=now)
    return subscription(command.subscription_id)


@unit_of_work()
def pause_subscription(command: MoveSubscription, *, now: datetime) -> SubscriptionView:
    """
    Order nothing until it is resumed.

    Raises: as `skip_next_order`.
    """
    locked = _locked(command)
    _must_be_alive(locked, SubscriptionAction.PAUSE)
    locked.waiting_period()
    locked.close_period(PeriodState.DROPPED, now=now, reason="paused")
    locked.advance(SubscriptionAction.PAUSE, now=now, reason=command.reason)
    publish(SubscriptionPaused(**facts_of(locked.row)))
    return subscription(command.subscription_id)


@unit_of_work()
def resume_subscription(
    command: MoveSubscription, *, first_on: date | None = None, now: datetime
) -> SubscriptionView:
    """
    Order again: on `first_on`, or else as soon as the order was announced; from there on by the interval.

    Raises:
        SubscriptionNotFound: no such subscription, or not theirs.
        SubscriptionChanged: it is another version by now.
        IllegalTransition: it is not paused.
    """
    locked = _locked(command)
    row = locked.row
    SUBSCRIPTION_STATES.advance(locked.state, SubscriptionAction.RESUME)
    soonest = now.date() + timedelta(days=row.plan.notice_days)
    last = SubscriptionPeriod.objects.filter(subscription=row).order_by("-number").first()
    number = last.number + 1 if last else 1
    row.anchor_on, row.anchor_number = max(first_on or soonest, soonest), number
    locked.open_next(number=number, not_before=soonest)
    locked.advance(SubscriptionAction.RESUME, now=now, reason=command.reason)
    publish(SubscriptionResumed(**facts_of(row)))
    return subscription(command.subscription_id)


@unit_of_work()
def cancel_subscription(command: MoveSubscription, *, now: datetime) -> SubscriptionView:
    """
    Order nothing any more. Orders that were made stay.

    Raises: as `skip_next_order`.
    """
    locked = _locked(command)
    SUBSCRIPTION_STATES.advance(locked.state, SubscriptionAction.CANCEL)
    last = locked.period
    if last is not None:
        locked.waiting_period()
        locked.close_period(PeriodState.DROPPED, now=now, reason="cancelled")
    else:
        found = SubscriptionPeriod.objects.filter(subscription=locked.row)
        last = found.order_by("-number").first()
    locked.advance(SubscriptionAction.CANCEL, now=now, reason=command.reason)
    publish(SubscriptionCancelled(**facts_of(locked.row)))
    if last is not None:
        write_later(last.pk, "cancelled")
    return subscription(command.subscription_id)


def _locked(command: MoveSubscription) -> LockedSubscription:
    return locked_subscription(
        command.subscription_id, command.customer_id, version=command.version
    )


def _must_be_alive(
    locked: LockedSubscription, action: SubscriptionAction = SubscriptionAction.RECOVER
) -> None:
    if locked.state not in ALIVE:
        raise IllegalTransition(locked.state, action, [*SUBSCRIPTION_STATES.allowed(locked.state)])
