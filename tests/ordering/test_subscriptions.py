"""Subscriptions order on their days, once, for no more than was told."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connections
from factories.inventory import a_location, stocked
from factories.ordering import a_customer_id, an_article, counted, states
from factories.pricing import priced
from factories.subscriptions import (
    a_plan,
    a_subscriber,
    an_address,
    keep_card,
    morning_of,
    subscribed,
)

from serai.catalog.public import variants_of_skus
from serai.customers.public import AddressNotFound, addresses_of
from serai.kernel import clock
from serai.kernel.states import IllegalTransition
from serai.ordering.domain.subscriptions.interval import BadInterval, Interval
from serai.ordering.domain.subscriptions.subscribed import NothingSubscribed, Subscribed
from serai.ordering.events import (
    SubscriptionCancelled,
    SubscriptionPastDue,
    SubscriptionPaused,
    SubscriptionRenewed,
    SubscriptionResumed,
    SubscriptionStarted,
)
from serai.ordering.queries.order_view import order
from serai.ordering.queries.subscriptions.plans import NotInPlan
from serai.ordering.queries.subscriptions.subscription_view import (
    SubscriptionNotFound,
    SubscriptionView,
    subscription,
    subscription_of,
    subscription_page,
    subscriptions_of,
)
from serai.ordering.usecases.resolve_placing import resolve_placing
from serai.ordering.usecases.subscriptions import order_period as ordering_of_periods
from serai.ordering.usecases.subscriptions.announce_periods import announce_periods
from serai.ordering.usecases.subscriptions.change_subscription import (
    BadOrderDay,
    ChangeSubscription,
    change_subscription,
)
from serai.ordering.usecases.subscriptions.draw_up import NewSubscription
from serai.ordering.usecases.subscriptions.follow_period import follow_periods
from serai.ordering.usecases.subscriptions.lock_subscription import (
    PeriodUnderWay,
    SubscriptionChanged,
)
from serai.ordering.usecases.subscriptions.move_subscription import (
    MoveSubscription,
    cancel_subscription,
    pause_subscription,
    resume_subscription,
    skip_next_order,
)
from serai.ordering.usecases.subscriptions.order_period import order_due_periods, order_period
from serai.ordering.usecases.subscriptions.quote_subscription import quote_subscription
from serai.ordering.usecases.subscriptions.start_subscription import (
    TotalChanged,
    start_subscription,
)
from serai.payments import public as payments
from serai.payments.usecases.recover_processing import recover_processing
from serai.plumbing.db import rows
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bind, bound

pytestmark = pytest.mark.django_db(transaction=True)
TWO_WEEKS = timedelta(weeks=2)


@pytest.fixture
def plan(shop):
    return a_plan()


@pytest.fixture
def mailbox(shop) -> Iterator[list[Letter]]:
    letters: list[Letter] = []

    class Box:
        def send(self, letter: Letter) -> None:
            letters.append(letter)

    before = bound(Mailer)
    bind(Mailer, Box())
    yield letters
    bind(Mailer, before)


def of_types(events: list, *types: type) -> list:
    return [event for event in events if isinstance(event, types)]


def period_id(of: UUID) -> UUID:
    [(found,)] = rows(
        "SELECT id FROM ordering_subscription_period WHERE subscription_id = %s"
        " ORDER BY number DESC LIMIT 1",
        [of],
    )
    return found


def go_on_until(day: date, deliver) -> None:
    """Let every clock of subscriptions run, day by day, from today to the morning of a day."""
    today = clock.now().date()
    while today <= day:
        announce_periods(now=morning_of(today))
        order_due_periods(now=morning_of(today))
        today += timedelta(days=1)
    deliver()


def numbers_and_states(seen: SubscriptionView) -> list[tuple[int, str]]:
    return [(each.number, each.state) for each in reversed(seen.periods)]


def test_the_first_order_is_made_at_once_and_paid_with_the_kept_card(
    plan, shop, deliver, published
):
    customer_id = a_subscriber(shop)
    begun = subscribed(customer_id, MILK=2)

    deliver()

    seen = subscription(begun.id)
    first, second = reversed(seen.periods)
    assert (first.state, second.state) == ("ordered", "open")
    assert second.due_on == clock.now().date() + TWO_WEEKS == seen.next_on
    made = order(first.order_id)
    assert (made.state, made.customer_id) == ("paid", customer_id)
    assert [(line.sku, line.quantity) for line in made.lines] == [("MILK", 2)]
    assert made.totals.total == first.announced == seen.last_total
    [payment] = payments.payments_of_order(made.id)
    assert (payment.label, payment.captured) == ("Visa •••• 4242", made.totals.total)
    events = published()
    assert len(of_types(events, SubscriptionStarted)) == 1
    assert [event.number for event in of_types(events, SubscriptionRenewed)] == [1]
    assert rows("SELECT subscription_id FROM ordering_order") == [(begun.id,)]


def test_it_orders_again_on_its_days_and_tells_before(plan, shop, deliver, mailbox):
    begun = subscribed(a_subscriber(shop))
    deliver()
    first_day = clock.now().date()

    go_on_until(first_day + 2 * TWO_WEEKS, deliver)

    seen = subscription(begun.id)
    assert numbers_and_states(seen) == [(1, "ordered"), (2, "ordered"), (3, "ordered"), (4, "open")]
    assert [each.due_on for each in reversed(seen.periods)] == [
        first_day + n * TWO_WEEKS for n in range(4)
    ]
    assert states() == ["paid", "paid", "paid"]
    told = [letter for letter in mailbox if letter.key.startswith("subscription-")]
    assert len(told) == 2
    assert "2 × " in told[0].text
    assert told[0].subject.startswith("Your next order on")


def test_ten_workers_order_a_period_once(plan, shop, deliver):
    begun = subscribed(a_subscriber(shop))
    period = period_id(begun.id)

    def try_it(_: int) -> bool:
        try:
            return order_period(period, now=clock.now())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        tried = list(pool.map(try_it, range(10)))

    assert tried.count(True) == 1
    assert states() == ["paid"]
    assert len(rows("SELECT 1 FROM payments_payment")) == 1
    charged = shop.book.connection().execute("SELECT count(*) FROM charge").fetchone()[0]
    assert charged == 1


@pytest.mark.parametrize("where", ["settle_order", "follow_period"])
def test_a_worker_that_dies_is_followed_and_the_card_is_charged_once(
    plan, shop, deliver, monkeypatch, where
):
    begun = subscribed(a_subscriber(shop))
    period = period_id(begun.id)

    class Died(Exception):
        pass

    def die(*_: object, **__: object) -> None:
        raise Died

    with monkeypatch.context() as patch:
        patch.setattr(ordering_of_periods, where, die)
        with pytest.raises(Died):
            order_period(period, now=clock.now())

    later = clock.now() + timedelta(minutes=6)
    assert not order_period(period, now=later)
    recover_processing(now=later)
    resolve_placing(now=later)
    deliver()
    follow_periods(now=later)

    seen = subscription(begun.id)
    assert numbers_and_states(seen) == [(1, "ordered"), (2, "open")]
    assert states() == ["paid"]
    charged = shop.book.connection().execute("SELECT count(*) FROM charge").fetchone()[0]
    assert charged == 1


def test_a_worker_that_dies_before_it_wrote_anything_lets_another_go_on(plan, shop, monkeypatch):
    begun = subscribed(a_subscriber(shop))
    period = period_id(begun.id)

    class Died(Exception):
        pass

    def die(*_: object, **__: object) -> None:
        raise Died

    with monkeypatch.context() as patch:
        patch.setattr(ordering_of_periods, "write_down", die)
        with pytest.raises(Died):
            order_period(period, now=clock.now())

    assert not order_period(period, now=clock.now() + timedelta(minutes=1))
    assert order_period(period, now=clock.now() + timedelta(minutes=6))
    assert states() == ["paid"]


def test_a_refused_card_is_tried_again_with_a_letter_each_and_then_the_subscription_pauses(
    plan, shop, deliver, mailbox, published
):
    customer_id = a_subscriber(shop, "4000000000009995")
    begun = subscribed(customer_id)
    deliver()
    now, tries = clock.now(), []

    for days in (1, 3, 5):
        now += timedelta(days=days, minutes=1)
        tries.append(order_due_periods(now=now))
        assert order_due_periods(now=now + timedelta(minutes=1)) == 0
    deliver()

    seen = subscription(begun.id)
    assert tries == [1, 1, 1]
    assert (seen.state, seen.reason) == ("paused", "insufficient_funds")
    assert numbers_and_states(seen) == [(1, "given_up")]
    assert states() == ["failed"] * 4
    events = published()
    assert len(of_types(events, SubscriptionPastDue)) == 3
    assert len(of_types(events, SubscriptionPaused)) == 1
    told = [letter.subject for letter in mailbox if letter.key.startswith("subscription-")]
    assert told == ["Your order could not be made"] * 3 + ["Your subscription is paused"]


def test_another_card_is_tried_at_once(plan, shop, deliver):
    customer_id = a_subscriber(shop, "4000000000009995")
    begun = subscribed(customer_id)
    deliver()
    assert subscription(begun.id).state == "past_due"
    other = keep_card(shop, customer_id)

    change_subscription(
        ChangeSubscription(begun.id, customer_id, instrument_id=other), now=clock.now()
    )
    deliver()

    seen = subscription(begun.id)
    assert (seen.state, seen.reason) == ("active", "")
    assert numbers_and_states(seen) == [(1, "ordered"), (2, "open")]


def test_nothing_is_taken_beyond_what_was_told(plan, shop, deliver, mailbox):
    begun = subscribed(a_subscriber(shop))
    deliver()
    due = subscription(begun.id).next_on
    announce_periods(now=morning_of(due - timedelta(days=3)))
    told = subscription(begun.id).periods[0].announced
    milk = variants_of_skus(["MILK"])["MILK"]
    priced(milk.id, "3.99", now=clock.now())

    order_due_periods(now=morning_of(due))

    assert states() == ["paid"]
    announce_periods(now=morning_of(due))
    deliver()
    again = subscription(begun.id).periods[0]
    assert again.announced.minor == told.minor + 400
    assert again.due_on == due + timedelta(days=3)
    [letter] = [each for each in mailbox if "more than last time" in each.text]
    assert letter.subject.startswith("Your next order on")
    assert order_due_periods(now=morning_of(due + timedelta(days=2))) == 0
    assert order_due_periods(now=morning_of(due + timedelta(days=3))) == 1
    assert subscription(begun.id).last_total == again.announced


def test_what_became_cheaper_is_ordered_at_the_lower_price(plan, shop, deliver):
    begun = subscribed(a_subscriber(shop))
    deliver()
    before = subscription(begun.id)
    announce_periods(now=morning_of(before.next_on - timedelta(days=3)))
    priced(variants_of_skus(["MILK"])["MILK"].id, "1.49", now=clock.now())

    order_due_periods(now=morning_of(before.next_on))

    assert subscription(begun.id).last_total.minor == before.last_total.minor - 100


def test_out_of_stock_is_tried_again(plan, shop, deliver, mailbox):
    an_article("HONEY", "6.00", stock=2)
    begun = subscribed(a_subscriber(shop), HONEY=2)
    deliver()
    due = subscription(begun.id).next_on
    announce_periods(now=morning_of(due))
    order_due_periods(now=morning_of(due))
    seen = subscription(begun.id)
    assert (seen.state, seen.reason) == ("past_due", "inventory.out_of_stock")
    stocked(variants_of_skus(["HONEY"])["HONEY"].id, a_location("DC1"), 5)

    order_due_periods(now=morning_of(due + timedelta(days=2)))
    deliver()

    assert numbers_and_states(subscription(begun.id))[1] == (2, "ordered")
    assert any("out of stock" in letter.text for letter in mailbox)


def test_skipped_the_order_after_it_stays_on_its_day(plan, shop, deliver):
    customer_id = a_subscriber(shop)
    begun = subscribed(customer_id)
    deliver()
    before = subscription(begun.id)

    after = skip_next_order(MoveSubscription(begun.id, customer_id), now=clock.now())

    assert numbers_and_states(after) == [(1, "ordered"), (2, "skipped"), (3, "open")]
    assert after.next_on == before.next_on + TWO_WEEKS


def test_swapped_and_changed_the_next_order_is_the_new_one(plan, shop, deliver):
    customer_id = a_subscriber(shop)
    begun = subscribed(customer_id)
    deliver()
    change = ChangeSubscription(
        begun.id,
        customer_id,
        lines=(Subscribed("BREAD", 3), Subscribed("MILK", 1)),
        interval="1m",
        next_on=clock.now().date() + timedelta(days=5),
    )

    change_subscription(change, now=clock.now())
    go_on_until(clock.now().date() + timedelta(days=5), deliver)

    seen = subscription(begun.id)
    made = order(seen.periods[1].order_id)
    assert [(line.sku, line.quantity) for line in made.lines] == [("BREAD", 3), ("MILK", 1)]
    due = seen.periods[1].due_on
    assert seen.next_on == Interval.of("1m").after(due, 1)


def test_paused_it_orders_nothing_and_resumed_it_goes_on(plan, shop, deliver, published):
    customer_id = a_subscriber(shop)
    begun = subscribed(customer_id)
    deliver()
    due = subscription(begun.id).next_on

    paused = pause_subscription(MoveSubscription(begun.id, customer_id), now=clock.now())
    go_on_until(due + TWO_WEEKS, deliver)
    assert (paused.state, paused.next_on, states()) == ("paused", None, ["paid"])
    later = morning_of(due + TWO_WEEKS)
    resumed = resume_subscription(MoveSubscription(begun.id, customer_id), now=later)

    assert (resumed.state, resumed.next_on) == ("active", later.date() + timedelta(days=3))
    assert numbers_and_states(resumed) == [(1, "ordered"), (2, "dropped"), (3, "open")]
    assert len(of_types(published(), SubscriptionPaused, SubscriptionResumed)) == 2


def test_cancelled_it_orders_nothing_ever(plan, shop, deliver, mailbox, published):
    customer_id = a_subscriber(shop)
    begun = subscribed(customer_id)
    deliver()
    due = subscription(begun.id).next_on

    cancel_subscription(MoveSubscription(begun.id, customer_id), now=clock.now())
    go_on_until(due + TWO_WEEKS, deliver)

    assert states() == ["paid"]
    assert len(of_types(published(), SubscriptionCancelled)) == 1
    assert [letter.subject for letter in mailbox][-1] == "Your subscription has ended"
    for act in (skip_next_order, pause_subscription, resume_subscription, cancel_subscription):
        with pytest.raises(IllegalTransition):
            act(MoveSubscription(begun.id, customer_id), now=clock.now())


def test_nobody_touches_another_s_subscription(plan, shop, deliver):
    begun = subscribed(a_subscriber(shop))
    stranger = a_customer_id()

    for act in (skip_next_order, pause_subscription, cancel_subscription):
        with pytest.raises(SubscriptionNotFound):
            act(MoveSubscription(begun.id, stranger), now=clock.now())
    with pytest.raises(SubscriptionNotFound):
        subscription_of(stranger, begun.id)
    with pytest.raises(SubscriptionNotFound):
        change_subscription(ChangeSubscription(begun.id, stranger, interval="1m"), now=clock.now())


def test_two_changes_at_once_do_not_lose_one_another(plan, shop, deliver):
    customer_id = a_subscriber(shop)
    begun = subscribed(customer_id)
    deliver()
    seen = subscription(begun.id)
    change = ChangeSubscription(begun.id, customer_id, seen.version, interval="1m")
    change_subscription(change, now=clock.now())

    with pytest.raises(SubscriptionChanged):
        skip_next_order(MoveSubscription(begun.id, customer_id, seen.version), now=clock.now())


def test_while_an_order_is_being_paid_it_is_neither_left_out_nor_changed(plan, shop):
    customer_id = a_subscriber(shop, "4000000000000119")
    begun = subscribed(customer_id)
    order_period(period_id(begun.id), now=clock.now())

    with pytest.raises(PeriodUnderWay):
        skip_next_order(MoveSubscription(begun.id, customer_id), now=clock.now())
    with pytest.raises(PeriodUnderWay):
        cancel_subscription(MoveSubscription(begun.id, customer_id), now=clock.now())


def test_another_total_than_shown_is_refused_and_nothing_is_written(plan, shop):
    wish = NewSubscription("web", "en", "refill", (Subscribed("MILK", 2),), "2w")

    with pytest.raises(TotalChanged):
        start_subscription(a_subscriber(shop), wish, expected_total_minor=1, now=clock.now())

    assert rows("SELECT 1 FROM ordering_subscription") == []


def test_nobody_subscribes_to_another_s_address_or_with_another_s_card(plan, shop):
    ann, bob = a_subscriber(shop), a_subscriber(shop)
    [address], [card] = addresses_of(bob), payments.instruments_of(bob)
    wish = NewSubscription("web", "en", "refill", (Subscribed("MILK", 2),), "2w")
    total = quote_subscription(ann, wish, now=clock.now()).totals.total.minor

    with pytest.raises(AddressNotFound):
        quote_subscription(ann, replace(wish, address_id=address.id), now=clock.now())
    for theirs in (replace(wish, address_id=address.id), replace(wish, instrument_id=card.id)):
        with pytest.raises((AddressNotFound, payments.InstrumentNotFound)):
            start_subscription(ann, theirs, expected_total_minor=total, now=clock.now())

    assert rows("SELECT 1 FROM ordering_subscription") == []


def test_who_has_no_card_cannot_subscribe(plan, shop):
    customer_id = a_customer_id()
    an_address(customer_id)

    with pytest.raises(payments.InstrumentNotFound):
        subscribed(customer_id)


@pytest.mark.parametrize("change", [{"interval": "3w"}, {"lines": (Subscribed("BREAD", 1),)}])
def test_what_the_plan_does_not_know_is_refused(shop, deliver, change):
    a_plan(skus=("MILK",))
    customer_id = a_subscriber(shop)
    begun = subscribed(customer_id)
    deliver()

    with pytest.raises(NotInPlan):
        change_subscription(ChangeSubscription(begun.id, customer_id, **change), now=clock.now())


def test_a_list_takes_three_statements_however_long_it_is(plan, shop):
    customer_id = a_subscriber(shop)
    for sku in ("MILK", "BREAD", "MILK", "BREAD"):
        subscribed(customer_id, **{sku: 1})

    with counted() as own:
        mine = subscriptions_of(customer_id)
    with counted() as all_of_them:
        page = subscription_page(limit=3)

    assert (len(mine), len(page.items)) == (4, 3)
    assert (len(own), len(all_of_them)) == (3, 3)


def test_an_empty_subscription_and_a_day_that_has_passed_are_refused(plan, shop, deliver):
    customer_id = a_subscriber(shop)
    begun = subscribed(customer_id)
    deliver()

    with pytest.raises(NothingSubscribed):
        change_subscription(ChangeSubscription(begun.id, customer_id, lines=()), now=clock.now())
    with pytest.raises(BadOrderDay):
        change_subscription(
            ChangeSubscription(begun.id, customer_id, next_on=clock.now().date()), now=clock.now()
        )


def test_a_removed_card_falls_under_the_same_rule_as_a_refused_one(plan, shop, deliver, mailbox):
    customer_id = a_subscriber(shop)
    begun = subscribed(customer_id)
    deliver()
    due = subscription(begun.id).next_on
    rows("DELETE FROM payments_instrument RETURNING id")
    announce_periods(now=morning_of(due))
    order_due_periods(now=morning_of(due))
    deliver()

    seen = subscription(begun.id)
    assert (seen.state, seen.reason) == ("past_due", "payments.instrument_not_found")
    assert any("no card in your account" in letter.text for letter in mailbox)


@pytest.mark.parametrize(
    ("written", "anchor", "times", "day"),
    [
        ("10d", date(2026, 11, 22), 3, date(2026, 12, 22)),
        ("2w", date(2026, 11, 22), 1, date(2026, 12, 6)),
        ("1m", date(2026, 1, 31), 1, date(2026, 2, 28)),
        ("1m", date(2026, 1, 31), 2, date(2026, 3, 31)),
        ("1m", date(2027, 12, 31), 2, date(2028, 2, 29)),
        ("24m", date(2024, 2, 29), 1, date(2026, 2, 28)),
    ],
)
def test_days_follow_from_the_anchor(written, anchor, times, day):
    assert Interval.of(written).after(anchor, times) == day


@pytest.mark.parametrize("written", ["", "0d", "366d", "53w", "25m", "2x", "2 w", "w2"])
def test_what_is_no_interval_is_refused(written):
    with pytest.raises(BadInterval):
        Interval.of(written)
