"""Change what a subscription orders, how often, when, where to, or with which card."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec

from serai.kernel.errors import DomainError, Kind
from serai.kernel.states import IllegalTransition
from serai.ordering.domain.subscriptions.interval import Interval
from serai.ordering.domain.subscriptions.states import (
    ALIVE,
    SubscriptionAction,
    SubscriptionState,
    first_try,
)
from serai.ordering.domain.subscriptions.subscribed import Subscribed, checked_lines
from serai.ordering.models import Subscription
from serai.ordering.ports import Payer
from serai.ordering.queries.subscriptions.cart_of_subscription import (
    cart_of_subscription,
    chosen_tenders,
)
from serai.ordering.queries.subscriptions.plans import PlanView
from serai.ordering.queries.subscriptions.subscription_view import SubscriptionView, subscription
from serai.ordering.usecases.subscriptions.choose_purses import PurseWish, chosen_purses
from serai.ordering.usecases.subscriptions.draw_up import contact_of, first_way, settle_place
from serai.ordering.usecases.subscriptions.lock_subscription import (
    LockedSubscription,
    locked_subscription,
)
from serai.ordering.usecases.subscriptions.order_later import order_later
from serai.payments import public as payments
from serai.plumbing.db import unit_of_work

_FARTHEST = timedelta(days=366)


class BadOrderDay(DomainError):
    """Not a day between tomorrow and a year from now."""

    code = "ordering.bad_order_day"
    kind = Kind.REJECTED

    def __init__(self, next_on: date) -> None:
        self.next_on = next_on
        super().__init__("The next order can be made from tomorrow on, within a year.")


@dataclass(frozen=True, slots=True)
class ChangeSubscription:
    """What becomes different; what is `None` stays as it is."""

    subscription_id: UUID
    customer_id: UUID | None = None
    version: int | None = None
    lines: tuple[Subscribed, ...] | None = None
    interval: str | None = None
    next_on: date | None = None
    address_id: UUID | None = None
    delivery_code: str | None = None
    location_code: str | None = None
    tenders: tuple[PurseWish, ...] | None = None
    instrument_id: UUID | None = None


@unit_of_work()
def change_subscription(command: ChangeSubscription, *, now: datetime) -> SubscriptionView:
    """
    Change a subscription from the next order on. Another card is tried at once when the last one failed.

    Raises:
        SubscriptionNotFound: no such subscription, or not theirs.
        SubscriptionChanged: it is another version by now.
        IllegalTransition: it is cancelled.
        PeriodUnderWay: the next order is just being paid.
        NotInPlan: an article or the interval is not part of its plan.
        BadInterval, BadOrderDay, NothingSubscribed, BadQuantity, UnknownSku, NotForSale: it cannot be so.
        AddressNotFound, InstrumentNotFound: not in this account.
        DeliveryNotOffered: it is not brought, or collected there, like this.
        TenderNotFound, TooManyTenders and what a tender says: they cannot pay so.
    """
    locked = locked_subscription(
        command.subscription_id, command.customer_id, version=command.version
    )
    if locked.state is SubscriptionState.CANCELLED:
        raise IllegalTransition(locked.state, SubscriptionAction.RECOVER, [])
    if locked.state in ALIVE:
        locked.waiting_period()
    row = locked.row
    _change_lines(row, command)
    _change_place(row, command, now)
    _change_card(locked, command, now)
    _change_tenders(row, command, now)
    cart = cart_of_subscription(row, now=now)
    settle_place(row, cart)
    total = cart.totals.total_minor
    _change_days(locked, command, now)
    if locked.period is not None:
        if locked.period.announced_at is not None:
            locked.period.announced_minor = total
        locked.period.save()
    locked.write(now=now)
    return subscription(row.pk)


def _change_lines(row: Subscription, command: ChangeSubscription) -> None:
    if command.lines is not None:
        lines = checked_lines(command.lines)
        PlanView.of(row.plan).must_allow((line.sku for line in lines), row.interval)
        row.lines = msgspec.to_builtins(lines)
    if command.interval is not None:
        interval = str(Interval.of(command.interval))
        PlanView.of(row.plan).must_allow((), interval)
        row.interval = interval


def _change_place(row: Subscription, command: ChangeSubscription, now: datetime) -> None:
    if command.address_id is not None:
        contact = contact_of(row.customer_id, command.address_id)
        row.contact = msgspec.to_builtins(contact)
    if command.location_code is not None and command.location_code != row.location_code:
        row.location_code = command.location_code
        row.delivery_code = first_way(row, now=now)
    if command.delivery_code is not None:
        row.delivery_code = command.delivery_code
    elif command.lines is not None and not row.delivery_code:
        row.delivery_code = first_way(row, now=now)


def _change_tenders(row: Subscription, command: ChangeSubscription, now: datetime) -> None:
    if command.tenders is not None:
        payer = Payer(row.channel_code, row.customer_id, row.currency)
        chosen = chosen_purses(command.tenders, payer, kept=chosen_tenders(row), now=now)
        row.tenders = msgspec.to_builtins(chosen)


def _change_card(locked: LockedSubscription, command: ChangeSubscription, now: datetime) -> None:
    if command.instrument_id is None:
        return
    kept = payments.instruments_of(locked.row.customer_id)
    if not any(each.id == command.instrument_id for each in kept):
        raise payments.InstrumentNotFound
    locked.row.instrument_id = command.instrument_id
    if locked.state is SubscriptionState.PAST_DUE and locked.period is not None:
        locked.period.next_attempt_at = now
        order_later(locked.period.pk)


def _change_days(locked: LockedSubscription, command: ChangeSubscription, now: datetime) -> None:
    """Let the next order's day be the one from which the interval counts."""
    row, period = locked.row, locked.period
    if period is None or (command.next_on is None and command.interval is None):
        return
    if command.next_on is not None:
        if not timedelta(0) < command.next_on - now.date() <= _FARTHEST:
            raise BadOrderDay(command.next_on)
        period.due_on = command.next_on
        period.next_attempt_at = first_try(command.next_on)
    row.anchor_on, row.anchor_number = period.due_on, period.number
