"""Subscriptions that are collected in a store, paid by gift cards and credit first, or begun from a cart."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connections
from factories.inventory import a_location, counts, stocked
from factories.ordering import Shopper, a_cart, an_article, counted, states
from factories.subscriptions import a_plan, a_subscriber, keep_card, morning_of

from serai.catalog.public import variants_of_skus
from serai.fulfilment.public import groups_of_order
from serai.kernel import clock
from serai.kernel.money import Money
from serai.ordering.domain.delivery import DeliveryNotOffered
from serai.ordering.domain.subscriptions.subscribed import NothingSubscribed, Subscribed
from serai.ordering.ports import TenderNotFound
from serai.ordering.queries.cart import CartNotFound
from serai.ordering.queries.money_disagreements import check_orders
from serai.ordering.queries.subscriptions.subscription_view import SubscriptionView, subscription
from serai.ordering.usecases.choose_delivery import PickupNotPossible
from serai.ordering.usecases.subscriptions.announce_periods import announce_periods
from serai.ordering.usecases.subscriptions.change_subscription import (
    ChangeSubscription,
    change_subscription,
)
from serai.ordering.usecases.subscriptions.choose_purses import PurseWish
from serai.ordering.usecases.subscriptions.draw_up import NewSubscription
from serai.ordering.usecases.subscriptions.order_period import order_due_periods, order_period
from serai.ordering.usecases.subscriptions.quote_subscription import quote_subscription
from serai.ordering.usecases.subscriptions.start_subscription import start_subscription
from serai.payments import public as payments
from serai.payments.usecases.instruments.remove_instrument import remove_instrument
from serai.plumbing.auth import issue_shopper_token
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db(transaction=True)
NO_FUNDS = "4000000000009995"
"""A card that can be kept, and cannot pay."""
TWO_MILK = NewSubscription("web", "en", "refill", (Subscribed("MILK", 2),), "2w")


@pytest.fixture
def subscriber(shop: Any) -> UUID:
    """Return somebody with an address and a kept card, where everything can be subscribed."""
    a_plan()
    return a_subscriber(shop)


def a_store(code: str = "HARBOUR", units: int = 10) -> None:
    place = a_location(code, kind="store", channel=None)
    if units:
        stocked(variants_of_skus(["MILK"])["MILK"].id, place, units)


def a_gift_card(minor: int) -> tuple[UUID, str]:
    """Return a card's id and its code."""
    wish = payments.IssueGiftCard(amount=Money(minor, "USD"), source=payments.GiftCardSource.GIVEN)
    issued = payments.issue_gift_card(wish, secret=settings.SERAI_SECRET, now=clock.now())
    return issued.id, payments.code_of(issued.id, secret=settings.SERAI_SECRET)


def left_on(card_id: UUID) -> int:
    return payments.gift_card(card_id, now=clock.now()).available.minor


def begun(customer_id: UUID, wish: NewSubscription) -> SubscriptionView:
    """Subscribe for the total that is quoted."""
    now = clock.now()
    total = quote_subscription(customer_id, wish, now=now).totals.total.minor
    return start_subscription(customer_id, wish, expected_total_minor=total, now=now)


def charged(shop: Any) -> list[int]:
    """Return what the processor has taken from cards, in minor units."""
    found = shop.book.connection().execute("SELECT amount_minor FROM charge ORDER BY rowid")
    return [minor for (minor,) in found.fetchall()]


def paid_parts() -> list[tuple[str, str, int]]:
    return rows("SELECT method, state, captured_minor FROM payments_payment ORDER BY id")


def next_period_of(seen: SubscriptionView, deliver: Any) -> SubscriptionView:
    """Let the first order be made, and on its day the second."""
    deliver()
    due = subscription(seen.id).next_on
    assert due is not None
    announce_periods(now=morning_of(due - timedelta(days=3)))
    order_due_periods(now=morning_of(due))
    deliver()
    return subscription(seen.id)


def test_every_order_is_collected_in_the_store_that_was_chosen(
    subscriber: UUID, shop: Any, deliver: Any
):
    a_store()

    seen = next_period_of(begun(subscriber, replace(TWO_MILK, location_code="HARBOUR")), deliver)

    assert seen.location is not None
    assert (seen.delivery_code, seen.location.name) == ("pickup", "Location HARBOUR")
    assert states() == ["paid", "paid"]
    orders = [UUID(str(each)) for (each,) in rows("SELECT id FROM ordering_order ORDER BY id")]
    kinds = [(g.kind.value, g.location.code) for each in orders for g in groups_of_order(each)]
    assert kinds == [("pickup", "HARBOUR")] * 2
    assert counts(variants_of_skus(["MILK"])["MILK"].id)["HARBOUR"] == (6, 0)


def test_a_store_that_has_nothing_is_not_subscribed_from(subscriber: UUID):
    a_store(units=1)

    with pytest.raises(PickupNotPossible):
        begun(subscriber, replace(TWO_MILK, location_code="HARBOUR"))
    with pytest.raises(DeliveryNotOffered):
        begun(subscriber, replace(TWO_MILK, location_code="NOWHERE"))

    assert rows("SELECT 1 FROM ordering_subscription") == []


def test_the_quote_names_stores_beside_the_door(subscriber: UUID):
    a_store()

    quote = quote_subscription(subscriber, TWO_MILK, now=clock.now())

    stores = [each.location.code for each in quote.ways if each.location]
    assert (quote.location, stores) == ("", ["HARBOUR"])
    assert {each.kind for each in quote.ways} == {"delivery", "pickup"}


def test_it_moves_to_a_store_and_back_to_the_door(subscriber: UUID, deliver: Any):
    a_store()
    seen = begun(subscriber, TWO_MILK)
    deliver()

    there = change_subscription(
        ChangeSubscription(seen.id, subscriber, location_code="HARBOUR"), now=clock.now()
    )
    back = change_subscription(
        ChangeSubscription(seen.id, subscriber, location_code=""), now=clock.now()
    )

    assert there.location is not None
    assert (there.delivery_code, there.location.code) == ("pickup", "HARBOUR")
    assert (back.delivery_code, back.location) == (seen.delivery_code, None)


def test_a_gift_card_pays_first_and_the_card_pays_what_it_leaves(
    subscriber: UUID, shop: Any, deliver: Any
):
    card_id, code = a_gift_card(1000)
    wish = replace(TWO_MILK, tenders=(PurseWish("gift_card", code),))
    quote = quote_subscription(subscriber, wish, now=clock.now())
    total = quote.totals.total.minor

    seen = next_period_of(begun(subscriber, wish), deliver)

    assert (quote.due.minor, quote.tenders[0].amount) == (0, Money(total, "USD"))
    assert states() == ["paid", "paid"]
    assert left_on(card_id) == 0
    assert charged(shop) == [2 * total - 1000]
    assert sum(captured for _, _, captured in paid_parts()) == 2 * total
    assert seen.tenders[0].label.endswith(code[-4:])
    now = clock.now()
    days = timedelta(days=60)
    assert not check_orders(now - days, now + days).differences


def test_ten_workers_take_a_period_from_gift_card_and_card_once(subscriber: UUID, shop: Any):
    card_id, code = a_gift_card(300)
    seen = begun(subscriber, replace(TWO_MILK, tenders=(PurseWish("gift_card", code),)))
    [(period,)] = rows("SELECT id FROM ordering_subscription_period")

    def try_it(_: int) -> bool:
        try:
            return order_period(period, now=clock.now())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        tried = list(pool.map(try_it, range(10)))

    assert tried.count(True) == 1
    assert states() == ["paid"]
    total = subscription(seen.id).last_total
    assert total is not None
    assert left_on(card_id) == 0
    assert charged(shop) == [total.minor - 300]


def test_what_a_gift_card_pays_wholly_needs_no_card(subscriber: UUID, shop: Any, deliver: Any):
    _, code = a_gift_card(100_00)
    seen = begun(subscriber, replace(TWO_MILK, tenders=(PurseWish("gift_card", code),)))
    deliver()
    [card] = payments.instruments_of(subscriber)
    remove_instrument(subscriber, card.id)

    after = next_period_of(seen, deliver)

    assert [each.state for each in after.periods][:2] == ["open", "ordered"]
    assert states() == ["paid", "paid"]
    assert charged(shop) == []


def test_a_card_that_is_refused_lets_the_gift_card_go_and_the_next_try_uses_it_again(
    subscriber: UUID, shop: Any, deliver: Any
):
    card_id, code = a_gift_card(300)
    bad = keep_card(shop, subscriber, NO_FUNDS)
    wish = replace(TWO_MILK, tenders=(PurseWish("gift_card", code),), instrument_id=bad)
    seen = begun(subscriber, wish)
    deliver()
    assert (subscription(seen.id).state, left_on(card_id)) == ("past_due", 300)

    good = keep_card(shop, subscriber)
    change_subscription(
        ChangeSubscription(seen.id, subscriber, instrument_id=good), now=clock.now()
    )
    deliver()

    assert subscription(seen.id).state == "active"
    assert left_on(card_id) == 0


def test_tenders_are_kept_by_their_name_and_leave_when_nobody_names_them(
    subscriber: UUID, deliver: Any
):
    _, code = a_gift_card(1000)
    seen = begun(subscriber, replace(TWO_MILK, tenders=(PurseWish("gift_card", code),)))
    deliver()
    source = seen.tenders[0].source

    def with_tenders(*wishes: PurseWish) -> SubscriptionView:
        command = ChangeSubscription(seen.id, subscriber, tenders=wishes)
        return change_subscription(command, now=clock.now())

    assert with_tenders(PurseWish("gift_card", source=source)).tenders == seen.tenders
    assert with_tenders().tenders == []
    with pytest.raises(TenderNotFound):
        with_tenders(PurseWish("gift_card", source=source))


def a_full_cart(customer_id: UUID, **quantities: int) -> tuple[Any, UUID]:
    shopper = Shopper(token=issue_shopper_token(customer_id, clock.now()))
    checkout = a_cart(shopper, **quantities)
    return checkout, UUID(checkout.cart["id"])


def test_a_cart_is_subscribed_as_it_is_and_what_the_plan_lacks_stays(shop: Any, deliver: Any):
    an_article("JAM", "2.00")
    a_plan(skus=("MILK", "BREAD"))
    subscriber = a_subscriber(shop)
    checkout, cart_id = a_full_cart(subscriber, MILK=2, JAM=1, BREAD=3)
    wish = replace(TWO_MILK, lines=(), cart_id=cart_id)
    quote = quote_subscription(subscriber, wish, now=clock.now())

    seen = begun(subscriber, wish)
    deliver()

    assert [(each.sku, each.quantity) for each in quote.lines] == [("MILK", 2), ("BREAD", 3)]
    assert quote.stays == ["JAM"]
    assert [(each.sku, each.quantity) for each in seen.lines] == [("MILK", 2), ("BREAD", 3)]
    left = checkout.shopper.get(checkout.path).json()
    assert [(each["sku"], each["quantity"]) for each in left["lines"]] == [("JAM", 1)]
    assert states() == ["paid"]


def test_a_cart_of_somebody_else_and_one_that_fits_no_plan_are_refused_and_stay(shop: Any):
    a_plan(skus=("BREAD",))
    subscriber = a_subscriber(shop)
    checkout, mine = a_full_cart(subscriber, MILK=1)
    stranger, theirs = a_full_cart(a_subscriber(shop), BREAD=1)

    with pytest.raises(NothingSubscribed):
        begun(subscriber, replace(TWO_MILK, lines=(), cart_id=mine))
    with pytest.raises(CartNotFound):
        begun(subscriber, replace(TWO_MILK, lines=(), cart_id=theirs))

    assert len(checkout.shopper.get(checkout.path).json()["lines"]) == 1
    assert len(stranger.shopper.get(stranger.path).json()["lines"]) == 1


def test_two_who_press_subscribe_at_once_take_the_cart_once(shop: Any):
    a_plan()
    subscriber = a_subscriber(shop)
    _, cart_id = a_full_cart(subscriber, MILK=2)
    wish = replace(TWO_MILK, lines=(), cart_id=cart_id)
    total = quote_subscription(subscriber, wish, now=clock.now()).totals.total.minor

    def press(_: int) -> bool:
        try:
            start_subscription(subscriber, wish, expected_total_minor=total, now=clock.now())
        except NothingSubscribed:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(press, range(6)))

    assert made.count(True) == 1
    assert len(rows("SELECT 1 FROM ordering_subscription")) == 1


def test_a_quote_of_a_cart_costs_as_many_statements_however_long_it_is(shop: Any):
    a_plan()
    subscriber = a_subscriber(shop)
    _, cart_id = a_full_cart(subscriber, MILK=2)
    wish = replace(TWO_MILK, lines=(), cart_id=cart_id)
    quote_subscription(subscriber, wish, now=clock.now())
    with counted() as short:
        quote_subscription(subscriber, wish, now=clock.now())
    checkout, _ = a_full_cart(subscriber, BREAD=1)
    with counted() as long:
        quote_subscription(subscriber, wish, now=clock.now())

    assert checkout.cart["id"] == str(cart_id)
    assert len(long) == len(short) <= 16
