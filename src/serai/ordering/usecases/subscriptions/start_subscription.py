"""Subscribe to articles: the first order is made at once, the others on their days."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from serai.catalog import public as catalog
from serai.customers import public as customers
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.contact import Address, Contact
from serai.ordering.domain.subscriptions.interval import Interval
from serai.ordering.domain.subscriptions.states import PeriodState, SubscriptionState
from serai.ordering.domain.subscriptions.subscribed import Subscribed, checked_lines
from serai.ordering.events import SubscriptionStarted
from serai.ordering.models import Subscription, SubscriptionPeriod
from serai.ordering.queries.ahead_view import AheadView, ahead_views
from serai.ordering.queries.priced_cart import lines_of_skus
from serai.ordering.queries.subscriptions.cart_of_subscription import (
    cart_of_subscription,
    door_ways,
)
from serai.ordering.queries.subscriptions.plans import PlanView, plan_of_code
from serai.ordering.queries.subscriptions.subscription_view import SubscriptionView, subscription
from serai.ordering.queries.views import DeliveryView, TotalsView
from serai.ordering.queries.what_it_needs import must_be_delivered
from serai.ordering.queries.what_waits import expected_ahead
from serai.ordering.usecases.regulated.must_be_lawful import must_be_lawful
from serai.ordering.usecases.subscriptions.order_later import order_later
from serai.ordering.usecases.subscriptions.tell_subscription import facts_of
from serai.ordering.usecases.waiting.take_ahead import MustWait
from serai.payments import public as payments
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


class TotalChanged(DomainError):
    """An order costs something else than was shown."""

    code = "ordering.total_changed"
    kind = Kind.CONFLICT

    def __init__(self, expected: Money, total: Money) -> None:
        self.expected, self.total = expected, total
        super().__init__(f"An order costs {total} now; {expected} was expected.")


@dataclass(frozen=True, slots=True)
class NewSubscription:
    """What is to be ordered, how often, where to, and with which kept card."""

    channel_code: str
    locale: str
    plan_code: str
    lines: tuple[Subscribed, ...]
    interval: str
    address_id: UUID | None = None
    """Which saved address; `None`: the default one."""
    instrument_id: UUID | None = None
    """Which kept card; `None`: whichever is the default one on the day."""
    delivery_code: str = ""
    """How it is brought; empty: the first way there is."""
    accepts_waiting: bool = False
    """Whether the shopper was shown, and agreed, that some of the first order comes later."""


@dataclass(frozen=True)
class QuoteView:
    """What each order of a subscription would cost now, and how it can be brought."""

    totals: TotalsView
    delivery: str
    ways: list[DeliveryView]
    ahead: list[AheadView]
    """What of it would come later, if it were ordered now."""


def quote_subscription(customer_id: UUID, command: NewSubscription, *, now: datetime) -> QuoteView:
    """
    Return what each order would cost now. Nothing is written.

    Raises: as `start_subscription`, but no card is asked for and no total.
    """
    row, _ = _row(customer_id, command, now)
    cart = cart_of_subscription(row, now=now)
    items = cart.totals.items_minor
    ways = door_ways(cart) if cart.delivery else []
    return QuoteView(
        totals=TotalsView.of(cart.totals, cart.currency, cart.taxes),
        delivery=row.delivery_code,
        ways=[
            DeliveryView.of(way, Money(way.price_minor(items), cart.currency), now.date())
            for way in ways
        ],
        ahead=ahead_views(
            expected_ahead(cart, now=now),
            {line.variant_id: (line.sku, line.name) for line in cart.lines},
        ),
    )


@unit_of_work()
def start_subscription(
    customer_id: UUID, command: NewSubscription, *, expected_total_minor: int, now: datetime
) -> SubscriptionView:
    """
    Begin a subscription. Its first order is made in a moment, like any later one.

    Args:
        customer_id: whose it is.
        command: what is ordered.
        expected_total_minor: what the shopper was shown that an order costs; more is refused.
        now: the present instant.

    Raises:
        PlanNotFound: it is not offered here.
        NotInPlan: an article or the interval is not part of it.
        NothingSubscribed, BadQuantity, TooManyLines, UnknownSku, NotForSale: as with carts.
        AddressNotFound: not in this account, or there is none.
        InstrumentNotFound: not in this account, or there is none.
        DeliveryNotOffered: it is not brought like this.
        NotSoldThere, AgeNotDeclared: not everybody may have an article; its age is asked at each checkout.
        TotalChanged: it costs something else now.
        MustWait: some of the first order comes later, and nobody agreed to that.
    """
    _must_have_card(customer_id, command.instrument_id)
    row, plan = _row(customer_id, command, now)
    cart = cart_of_subscription(row, now=now)
    must_be_lawful(cart)
    if cart.totals.total_minor != expected_total_minor:
        raise TotalChanged(
            Money(expected_total_minor, cart.currency),
            Money(cart.totals.total_minor, cart.currency),
        )
    later = expected_ahead(cart, now=now)
    if later and not command.accepts_waiting:
        raise MustWait(later)
    row.plan_id = plan.id
    row.save(force_insert=True)
    period = SubscriptionPeriod.objects.create(
        id=uuid7(),
        subscription=row,
        number=1,
        due_on=now.date(),
        state=PeriodState.OPEN,
        announced_minor=cart.totals.total_minor,
        announced_at=now,
        next_attempt_at=now,
    )
    publish(SubscriptionStarted(**facts_of(row)))
    order_later(period.pk)
    return subscription(row.pk)


def _must_have_card(customer_id: UUID, wanted: UUID | None) -> None:
    kept = payments.instruments_of(customer_id)
    if not any(wanted in {None, each.id} for each in kept):
        raise payments.InstrumentNotFound


def contact_of(customer_id: UUID, address_id: UUID | None) -> Contact:
    """
    Return whom and where an account's orders go to.

    Raises:
        AddressNotFound: not in this account, or there is none.
    """
    book = customers.addresses_of(customer_id)
    kept = next((each for each in book if address_id in {None, each.id}), None)
    if kept is None:
        raise customers.AddressNotFound(address_id or customer_id)
    return Contact(
        email=customers.customer(customer_id).email,
        name=kept.name,
        phone=kept.phone,
        address=Address(
            line1=kept.line1,
            line2=kept.line2,
            city=kept.city,
            region=kept.region,
            postcode=kept.postcode,
            country=kept.country,
        ),
    )


def _row(
    customer_id: UUID, command: NewSubscription, now: datetime
) -> tuple[Subscription, PlanView]:
    plan = plan_of_code(command.channel_code, command.plan_code)
    interval = str(Interval.of(command.interval))
    lines = checked_lines(command.lines)
    plan.must_allow((line.sku for line in lines), interval)
    row = Subscription(
        id=uuid7(),
        customer_id=customer_id,
        channel_code=command.channel_code,
        locale=command.locale,
        state=SubscriptionState.ACTIVE.value,
        lines=msgspec.to_builtins(lines),
        interval=interval,
        anchor_on=now.date(),
        anchor_number=1,
        contact=msgspec.to_builtins(contact_of(customer_id, command.address_id)),
        delivery_code=command.delivery_code,
        instrument_id=command.instrument_id,
        currency=catalog.channel(command.channel_code).currency,
        version=1,
        created_at=now,
        updated_at=now,
    )
    if not command.delivery_code:
        row.delivery_code = first_way(row, now=now)
    return row, plan


def first_way(row: Subscription, *, now: datetime) -> str:
    """Return the code of the first way in which a subscription's articles are brought; empty: none is needed."""
    wanted = {line["sku"]: line["quantity"] for line in row.lines}
    lines = lines_of_skus(wanted, channel_code=row.channel_code, now=now)
    if not must_be_delivered(lines):
        return ""
    bare = Cart(
        id=row.pk,
        channel_code=row.channel_code,
        currency=row.currency,
        locale=row.locale,
        contact=msgspec.convert(row.contact, Contact),
    )
    ways = door_ways(bare)
    return ways[0].code if ways else ""
