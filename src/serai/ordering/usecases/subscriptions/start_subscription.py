"""Subscribe to articles: the first order is made at once, the others on their days."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.subscriptions.states import PeriodState
from serai.ordering.events import SubscriptionStarted
from serai.ordering.models import SubscriptionPeriod
from serai.ordering.queries.current_prices import at_list_prices
from serai.ordering.queries.priced_cart import priced
from serai.ordering.queries.subscriptions.subscription_view import SubscriptionView, subscription
from serai.ordering.queries.subscriptions.wanted import Wanted
from serai.ordering.queries.what_waits import expected_ahead
from serai.ordering.usecases.change_cart import change_cart
from serai.ordering.usecases.regulated.must_be_lawful import must_be_lawful
from serai.ordering.usecases.subscriptions.draw_up import NewSubscription, drawn_up
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
        PickupNotPossible: the store neither has nor gets everything of the first order.
        TenderNotFound, TooManyTenders and what a tender says: they cannot pay so.
        CartNotFound, CartClosed, CartIsDraft: there is no such cart of theirs, or its lines must stay.
        MustWait: some of the first order comes later, and nobody agreed to that.
    """
    _must_have_card(customer_id, command.instrument_id)
    drawn = drawn_up(customer_id, command, lock=True, now=now)
    row, cart = drawn.row, drawn.cart
    must_be_lawful(cart)
    if cart.totals.total_minor != expected_total_minor:
        raise TotalChanged(
            Money(expected_total_minor, cart.currency),
            Money(cart.totals.total_minor, cart.currency),
        )
    later = expected_ahead(cart, now=now)
    if later and not command.accepts_waiting:
        raise MustWait(later)
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
    if command.cart_id is not None:
        _leave_cart(customer_id, command, drawn.wanted, now)
    return subscription(row.pk)


def _must_have_card(customer_id: UUID, wanted: UUID | None) -> None:
    kept = payments.instruments_of(customer_id)
    if not any(wanted in {None, each.id} for each in kept):
        raise payments.InstrumentNotFound


def _leave_cart(customer_id: UUID, command: NewSubscription, wanted: Wanted, now: datetime) -> None:
    """Take what is subscribed out of the subscriber's cart: it is ordered now."""
    assert command.cart_id is not None
    taken = {line.sku for line in wanted.lines}

    def without(seen: Cart) -> Cart:
        left = replace(seen, lines=tuple(each for each in seen.lines if each.sku not in taken))
        return priced(at_list_prices(left, now=now), now=now)

    buyer = Buyer(command.channel_code, customer_id=customer_id, locale=command.locale)
    change_cart(buyer, command.cart_id, without, now=now)
