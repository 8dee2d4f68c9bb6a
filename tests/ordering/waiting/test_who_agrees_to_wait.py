"""What is sold ahead is sold so wherever an order comes from: one press, staff, a subscription."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from factories.ahead import TODAY, back_ordered, expected, queue_of
from factories.inventory import a_location, stocked
from factories.ordering import CONTACT, Shopper, a_cart, an_article
from factories.subscriptions import a_plan, a_subscriber, morning_of

from serai.customers.public import LogIn, customer, log_in
from serai.kernel import clock
from serai.ordering.domain.subscriptions.subscribed import Subscribed
from serai.ordering.queries.subscriptions.subscription_view import SubscriptionView, subscription
from serai.ordering.usecases.subscriptions.announce_periods import announce_periods
from serai.ordering.usecases.subscriptions.draw_up import NewSubscription
from serai.ordering.usecases.subscriptions.order_period import order_due_periods
from serai.ordering.usecases.subscriptions.quote_subscription import quote_subscription
from serai.ordering.usecases.subscriptions.start_subscription import start_subscription
from serai.ordering.usecases.waiting.take_ahead import MustWait
from serai.plumbing.auth import ensure_api_key

pytestmark = pytest.mark.django_db(transaction=True)
TEA = NewSubscription(
    channel_code="web",
    locale="en",
    plan_code="refill",
    lines=(Subscribed("TEA", 5),),
    interval="2w",
)


def comes(first: int, last: int) -> None:
    """Let ten units come between so many days from today."""
    offset = (clock.now().date() - TODAY).days
    expected("TEA", 10, offset + first, offset + last)


@pytest.fixture
def tea(shop) -> UUID:
    """Return an article of which two are there."""
    return an_article("TEA", "3.00", stock=2).id


def test_one_press_waits_for_what_its_shopper_agreed_to_wait_for(
    shop, tea: UUID, deliver: Callable[[], int]
):
    back_ordered("TEA", most=5)
    customer_id = a_subscriber(shop)
    session = log_in(LogIn(customer(customer_id).email, "nine green turtles"), now=clock.now())
    checkout = a_cart(Shopper(token=session.token), TEA=5)
    prepared = checkout.shopper.post(f"{checkout.path}/one-click", {}).json()["cart"]
    press = {"expected_total_minor": prepared["totals"]["total"]["minor"]}
    path = f"{checkout.path}/one-click-order"

    assert [each["units"] for each in prepared["ahead"]] == [3]
    refusal = checkout.shopper.post(path, press)
    assert (refusal.status_code, refusal.json()["code"]) == (409, "ordering.must_wait")
    assert queue_of(tea) == []

    order = checkout.shopper.post(path, press | {"accepts_waiting": True})

    assert order.status_code == 201, order.content
    deliver()
    assert queue_of(tea) == [(3, 0, 0, "waiting")]


def test_staff_places_a_draft_whose_goods_come_later_once_that_is_agreed(shop, tea: UUID):
    back_ordered("TEA", most=5)
    ensure_api_key("sk_drafts", "drafts", ["drafts:read", "drafts:write"], "web")
    clerk = Shopper(key="sk_drafts", area="staff")
    ends = (clock.now() + timedelta(days=3)).isoformat()
    draft = clerk.post(
        "/drafts",
        {
            "channel_code": "web",
            "lines": [{"sku": "TEA", "quantity": 5}],
            "contact": CONTACT,
            "delivery": "standard",
            "expires_at": ends,
        },
    ).json()
    total = draft["cart"]["totals"]["total"]["minor"]
    body = {"method": "cash_on_delivery", "expected_total_minor": total}
    path = f"/drafts/{draft['id']}/order"

    assert [each["units"] for each in draft["cart"]["ahead"]] == [3]
    assert clerk.post(path, body).json()["code"] == "ordering.must_wait"
    assert clerk.post(path, body | {"accepts_waiting": True}).status_code == 201
    assert [units for units, *_ in queue_of(tea)] == [3]


def a_subscription_of_tea(shop, **said: bool) -> SubscriptionView:
    customer_id, now = a_subscriber(shop), clock.now()
    wish = replace(TEA, **said)
    total = quote_subscription(customer_id, wish, now=now).totals.total.minor
    return start_subscription(customer_id, wish, expected_total_minor=total, now=now)


def its_second_order(begun: SubscriptionView, deliver: Callable[[], int]) -> SubscriptionView:
    """Let the first order be made, and the next one when its day has come."""
    deliver()
    [due] = [each.due_on for each in subscription(begun.id).periods if each.state == "open"]
    announce_periods(now=morning_of(due - timedelta(days=3)))
    order_due_periods(now=morning_of(due))
    return subscription(begun.id)


def test_who_subscribes_agrees_to_wait_for_what_the_first_order_shows(
    shop, tea: UUID, deliver: Callable[[], int]
):
    back_ordered("TEA", most=50)
    a_plan()

    with pytest.raises(MustWait):
        a_subscription_of_tea(shop)
    begun = a_subscription_of_tea(shop, accepts_waiting=True)
    deliver()

    assert subscription(begun.id).periods[-1].state == "ordered"
    assert [units for units, *_ in queue_of(tea)] == [3]


def test_a_subscription_waits_for_what_comes_before_its_next_order(
    shop, tea: UUID, deliver: Callable[[], int]
):
    stocked(tea, a_location("DC1"), 3)
    back_ordered("TEA")
    a_plan()
    begun = a_subscription_of_tea(shop)
    comes(18, 20)

    seen = its_second_order(begun, deliver)

    assert [(each.number, each.state) for each in seen.periods] == [
        (3, "open"),
        (2, "ordered"),
        (1, "ordered"),
    ]
    assert [units for units, *_ in queue_of(tea)] == [5]


def test_a_subscription_does_not_wait_for_what_comes_after_its_next_order(
    shop, tea: UUID, deliver: Callable[[], int]
):
    stocked(tea, a_location("DC1"), 3)
    back_ordered("TEA")
    a_plan()
    begun = a_subscription_of_tea(shop)
    comes(26, 28)

    seen = its_second_order(begun, deliver)

    assert (seen.state, seen.periods[0].reason) == ("past_due", "ordering.must_wait")
    assert queue_of(tea) == []


def test_who_subscribes_is_told_what_would_come_later(shop, tea: UUID):
    back_ordered("TEA")
    comes(4, 6)
    a_plan()

    quote = quote_subscription(a_subscriber(shop), TEA, now=clock.now())

    assert [(each.sku, each.units, each.kind) for each in quote.ahead] == [("TEA", 3, "back_order")]
