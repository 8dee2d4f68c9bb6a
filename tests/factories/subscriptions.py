"""Plans that may be subscribed, and subscribers with a card and an address."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from factories.ordering import ADDRESS, OK, a_customer_id

from serai.customers.public import PostalAddress, add_address
from serai.kernel import clock
from serai.ordering.domain.subscriptions.subscribed import Subscribed
from serai.ordering.queries.subscriptions.plans import PlanView
from serai.ordering.queries.subscriptions.subscription_view import SubscriptionView
from serai.ordering.usecases.subscriptions.draw_up import NewSubscription
from serai.ordering.usecases.subscriptions.quote_subscription import quote_subscription
from serai.ordering.usecases.subscriptions.start_subscription import start_subscription
from serai.ordering.usecases.subscriptions.write_plan import WritePlan, write_plan
from serai.payments.public import Card
from serai.payments.usecases.instruments.keep_instrument import (
    KeepInstrument,
    card_at_vault,
    keep_instrument,
)


def a_plan(**fields: Any) -> PlanView:
    """Let everything be subscribed in "web" every two weeks or every month."""
    given = {"channel_code": "web", "code": "refill", "name": "Refill", "intervals": ("2w", "1m")}
    return write_plan(WritePlan(**given | fields), now=clock.now())


def keep_card(
    processor: Any, customer_id: UUID, number: str = OK, *, is_default: bool = True
) -> UUID:
    """Keep a card for somebody."""
    now = clock.now()
    token = processor.tokenise(Card(number, "12/30", "123"), now=now).token
    wish = KeepInstrument(customer_id, "web", token, "2026-11", is_default=is_default)
    return keep_instrument(wish, *card_at_vault(wish, now=now), now=now).id


def an_address(customer_id: UUID) -> UUID:
    """Keep an address for somebody."""
    address = PostalAddress(name="Ann Example", **ADDRESS)
    return add_address(customer_id, address, is_default=True, now=clock.now()).id


def a_subscriber(processor: Any, number: str = OK) -> UUID:
    """Return an account with an address and a kept card."""
    customer_id = a_customer_id()
    an_address(customer_id)
    keep_card(processor, customer_id, number)
    return customer_id


def subscribed(
    customer_id: UUID, *, interval: str = "2w", now: datetime | None = None, **quantities: int
) -> SubscriptionView:
    """Subscribe to some articles, MILK unless others are named; the first order is still to be made."""
    instant = now or clock.now()
    wanted = quantities or {"MILK": 2}
    command = NewSubscription(
        channel_code="web",
        locale="en",
        plan_code="refill",
        lines=tuple(Subscribed(sku, quantity) for sku, quantity in wanted.items()),
        interval=interval,
    )
    total = quote_subscription(customer_id, command, now=instant).totals.total.minor
    return start_subscription(customer_id, command, expected_total_minor=total, now=instant)


def morning_of(day: date) -> datetime:
    """Return an instant at which a day's orders are due."""
    return datetime.combine(day, time(6, 30, tzinfo=UTC))
