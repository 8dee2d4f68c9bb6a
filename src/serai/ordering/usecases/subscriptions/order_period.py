"""
Order one period of a subscription: a real order, through the same prices, stock and payment as any other.

Whoever dies on the way is followed by the clock. The period's id stands in the order for the cart's, of which
the database lets one order live, so a period is ordered once however many try.
"""

from datetime import datetime
from uuid import UUID

import structlog

from serai.kernel.errors import DomainError
from serai.ordering.domain.ahead import all_there_by
from serai.ordering.domain.new_order import NewOrder
from serai.ordering.domain.placing_key import PlacingKey
from serai.ordering.domain.subscriptions.states import ALIVE, CLAIM, PeriodState
from serai.ordering.models import Subscription
from serai.ordering.queries.purses import shares_of
from serai.ordering.queries.subscriptions.cart_of_subscription import cart_of_subscription
from serai.ordering.queries.what_waits import expected_ahead
from serai.ordering.usecases.pay_by_tenders import TendersChanged
from serai.ordering.usecases.place_order import PlacedBefore, PlaceOrder, settle_order, write_down
from serai.ordering.usecases.subscriptions.fail_attempt import fail_attempt
from serai.ordering.usecases.subscriptions.follow_period import follow_period
from serai.ordering.usecases.subscriptions.lock_subscription import (
    LockedSubscription,
    locked_subscription,
)
from serai.payments import public as payments
from serai.plumbing.db import refuse_inside_work, rows, unit_of_work

_TRY_AGAIN = (TendersChanged, payments.BalanceTooSmall)
"""Somebody spent from the same gift card or credit at this very moment: the clock asks again."""
log = structlog.get_logger("serai.ordering")
AT_ONCE = 100
_DUE = """
SELECT id FROM ordering_subscription_period
WHERE state = 'open' AND announced_at IS NOT NULL AND next_attempt_at <= %(now)s
  AND (claimed_until IS NULL OR claimed_until <= %(now)s)
ORDER BY next_attempt_at, id LIMIT %(limit)s
"""
_CLAIM = """
UPDATE ordering_subscription_period AS p SET claimed_until = %(until)s
FROM ordering_subscription AS s
WHERE p.id = %(id)s AND s.id = p.subscription_id AND s.state = ANY(%(alive)s) AND p.state = 'open'
  AND p.announced_at IS NOT NULL AND p.next_attempt_at <= %(now)s
  AND (p.claimed_until IS NULL OR p.claimed_until <= %(now)s)
RETURNING s.id
"""


def order_due_periods(*, now: datetime) -> int:
    """Order every period whose time has come; return how many were tried."""
    due = rows(_DUE, {"now": now, "limit": AT_ONCE})
    return sum(order_period(period_id, now=now) for (period_id,) in due)


def order_period(period_id: UUID, *, now: datetime) -> bool:
    """
    Try to order a period that is due; return whether it was tried.

    Calls the processor, so it refuses to run inside a unit of work. Not before its time, not twice, and not
    for more than was told: where it has become dearer it is announced anew and waits. What is sold ahead is
    waited for when it comes before the next period does, or when the subscriber saw at the beginning that it
    comes later; else this one fails, as for what is sold out.
    """
    refuse_inside_work()
    alive = [state.value for state in ALIVE]
    claim = {"id": period_id, "now": now, "until": now + CLAIM, "alive": alive}
    found = rows(_CLAIM, claim)
    if not found:
        return False
    row = Subscription.objects.get(pk=found[0][0])
    token: str | DomainError
    try:
        token = payments.token_of_instrument(
            row.customer_id, row.instrument_id, channel_code=row.channel_code, now=now
        )
    except payments.ProcessorUnavailable:
        return False
    except DomainError as refusal:
        token = refusal
    try:
        written = _write_down(row.pk, period_id, token, now)
    except _TRY_AGAIN:
        return False
    except (DomainError, PlacedBefore) as refusal:
        _fail(row.pk, period_id, refusal, now)
        return True
    if written is not None:
        new, charge = written
        settle_order(new, charge, now=now)
        follow_period(period_id, now=now)
    return True


@unit_of_work()
def _write_down(
    subscription_id: UUID, period_id: UUID, token: str | DomainError, now: datetime
) -> tuple[NewOrder, payments.ChargeRequest | None] | None:
    """
    Write the order of a period, unless somebody else did, it was changed, or it has become dearer.

    Gift cards and credit pay first; a card that refused is missed only where they leave something.
    """
    locked = locked_subscription(subscription_id)
    period = locked.period
    if period is None or period.pk != period_id or period.state != PeriodState.OPEN:
        return None
    cart = cart_of_subscription(locked.row, cart_id=period_id, now=now)
    total = cart.totals.total_minor
    if period.announced_minor is None or total > period.announced_minor:
        period.announced_at = period.claimed_until = None
        period.save()
        return None
    due = total - sum(minor for _, minor in shares_of(cart, now=now))
    if isinstance(token, DomainError):
        if due:
            raise token
        token = ""
    later = expected_ahead(cart, now=now)
    there_by = all_there_by(now.date(), later)
    new, _, charge = write_down(
        cart,
        PlaceOrder(
            cart_id=period_id,
            expected_total_minor=total,
            expected_due_minor=due,
            return_url="",
            accepts_waiting=period.number == 1
            or (there_by is not None and there_by < locked.day_after(period)),
        ),
        token,
        _key(period_id, period.attempts),
        now=now,
    )
    period.state, period.order_id = PeriodState.ORDERING.value, new.id
    period.save()
    return new, charge


def _key(period_id: UUID, attempts: int) -> PlacingKey:
    name = f"subscription period {period_id}".encode()
    return PlacingKey.of(scope="subscription", key=str(attempts), body_digest=name, secret=name)


def _fail(
    subscription_id: UUID, period_id: UUID, refusal: DomainError | PlacedBefore, now: datetime
) -> None:
    reason = refusal.code if isinstance(refusal, DomainError) else "ordering.placed_before"
    log.info("subscription not ordered", period=str(period_id), reason=reason)
    with unit_of_work():
        locked: LockedSubscription = locked_subscription(subscription_id)
        period = locked.period
        if period is not None and period.pk == period_id and period.state == PeriodState.OPEN:
            fail_attempt(locked, reason, now=now)
