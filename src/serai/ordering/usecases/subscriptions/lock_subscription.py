"""Lock a subscription, and the period that is to be ordered."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.ordering.domain.subscriptions.interval import Interval
from serai.ordering.domain.subscriptions.states import (
    SUBSCRIPTION_STATES,
    PeriodState,
    SubscriptionAction,
    SubscriptionState,
    first_try,
)
from serai.ordering.models import Subscription, SubscriptionPeriod
from serai.ordering.queries.subscriptions.subscription_view import SubscriptionNotFound

LIVE = (PeriodState.OPEN, PeriodState.ORDERING)


class PeriodUnderWay(DomainError):
    """The order of this period is just being paid; in a moment it is known what came of it."""

    code = "ordering.period_under_way"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        self.retry_after = 60
        super().__init__("This order is just being paid; try again in a minute.")


class SubscriptionChanged(DomainError):
    """Somebody else has changed it since the caller read it."""

    code = "ordering.subscription_changed"
    kind = Kind.CONFLICT

    def __init__(self, *, yours: int, current: int) -> None:
        self.yours, self.current = yours, current
        super().__init__(
            f"You changed version {yours}; it is version {current} now. Look again, then repeat."
        )


@dataclass(slots=True)
class LockedSubscription:
    """A subscription that nobody else can change now, and its live period, if it has one."""

    row: Subscription
    period: SubscriptionPeriod | None

    @property
    def state(self) -> SubscriptionState:
        """Return where it stands."""
        return SubscriptionState(self.row.state)

    def waiting_period(self) -> SubscriptionPeriod:
        """
        Return the period that is to be ordered.

        Raises:
            PeriodUnderWay: it is being paid now.
        """
        assert self.period is not None, "a subscription that is alive has a period"
        if self.period.state == PeriodState.ORDERING:
            raise PeriodUnderWay
        return self.period

    def advance(self, action: SubscriptionAction, *, now: datetime, reason: str = "") -> None:
        """
        Take an action and write the row.

        Raises:
            IllegalTransition: it is not possible.
        """
        self.row.state = SUBSCRIPTION_STATES.advance(self.state, action).value
        self.row.reason = reason
        self.write(now=now)

    def write(self, *, now: datetime) -> None:
        """Write the row as its next version."""
        self.row.version, self.row.updated_at = self.row.version + 1, now
        self.row.save()

    def day_after(self, period: SubscriptionPeriod) -> date:
        """Return the day of the period after one, as the interval tells it now."""
        times = period.number + 1 - self.row.anchor_number
        return Interval.of(self.row.interval).after(self.row.anchor_on, times)

    def close_period(self, state: PeriodState, *, now: datetime, reason: str = "") -> None:
        """Close the live period."""
        assert self.period is not None
        self.period.state, self.period.reason, self.period.closed_at = state.value, reason, now
        self.period.claimed_until = self.period.next_attempt_at = None
        self.period.save()

    def open_next(self, *, number: int, not_before: date) -> SubscriptionPeriod:
        """Open the next period on its day; days that have passed meanwhile are left out."""
        interval, row = Interval.of(self.row.interval), self.row
        due_on = interval.after(row.anchor_on, number - row.anchor_number)
        while due_on < not_before:
            row.anchor_number -= 1
            due_on = interval.after(row.anchor_on, number - row.anchor_number)
        self.period = SubscriptionPeriod.objects.create(
            id=uuid7(),
            subscription=row,
            number=number,
            due_on=due_on,
            state=PeriodState.OPEN,
            next_attempt_at=first_try(due_on),
        )
        return self.period


def locked_subscription(
    subscription_id: UUID, customer_id: UUID | None = None, *, version: int | None = None
) -> LockedSubscription:
    """
    Return a subscription, locked until the transaction ends; two statements.

    Args:
        subscription_id: which.
        customer_id: whose it must be; `None` for staff and clocks.
        version: which version the caller has seen.

    Raises:
        SubscriptionNotFound: no such subscription, or not theirs.
        SubscriptionChanged: it is another version by now.
    """
    found = Subscription.objects.select_for_update().filter(pk=subscription_id)
    row = (found if customer_id is None else found.filter(customer_id=customer_id)).first()
    if row is None:
        raise SubscriptionNotFound
    if version is not None and version != row.version:
        raise SubscriptionChanged(yours=version, current=row.version)
    period = SubscriptionPeriod.objects.filter(subscription=row, state__in=LIVE).first()
    return LockedSubscription(row, period)
