"""Orders are looked at before their goods leave."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connections
from factories.holds import a_hold_rule
from factories.ordering import (
    CONTACT,
    Shopper,
    a_paid_order,
    counted,
    ready_to_order,
    staff,
    states,
)

from serai.fulfilment.public import groups_of_order, hand_over
from serai.kernel import clock
from serai.kernel.conditions import BadConditions
from serai.kernel.states import IllegalTransition
from serai.ordering.domain.review.hold_state import RuleMode
from serai.ordering.domain.review.velocity import subjects_of
from serai.ordering.events import OrderCancelled, OrderFulfilled, OrderHeld, OrderReleased
from serai.ordering.queries.review.hold_view import count_held_orders, hold_page, holds_of_order
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.fulfil_order import fulfil_order
from serai.ordering.usecases.review.count_velocity import forget_velocity
from serai.ordering.usecases.review.decide_holds import (
    DecideHolds,
    NotHeld,
    reject_order,
    release_order,
)
from serai.ordering.usecases.review.hold_order import HoldOrder, NothingToHold, hold_order
from serai.ordering.usecases.review.must_not_be_held import OrderIsHeld
from serai.ordering.usecases.review.review_order import review_order
from serai.ordering.usecases.review.write_hold_rule import (
    HoldRuleChanged,
    HoldsEverything,
    WriteHoldRule,
    write_hold_rule,
)
from serai.payments.public import payments_of_order
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db


def bought(shopper: Shopper | None = None, **quantities: int) -> UUID:
    _, order = a_paid_order(shopper, **quantities)
    return UUID(order["id"])


def paid_with(number: str, email: str = "ann@example.org", **quantities: int) -> UUID:
    checkout = ready_to_order(**quantities)
    contact = CONTACT | {"email": email}
    checkout.cart = checkout.shopper.put(f"{checkout.path}/contact", contact).json()
    response = checkout.place(number)
    assert response.status_code == 201, response.content
    return UUID(response.json()["id"])


def of_types(events: list, *types: type) -> list:
    return [event for event in events if isinstance(event, types)]


def test_an_order_that_a_rule_holds_is_not_handed_over_and_keeps_its_money(
    shop, deliver, published
):
    a_hold_rule("total", ">", 50)
    order_id = bought(MILK=30)

    deliver()

    with pytest.raises(OrderIsHeld) as refusal:
        fulfil_order(order_id, now=clock.now())
    assert refusal.value.holds == ["Large orders"]
    assert of_types(published(), OrderHeld, OrderFulfilled) == [
        OrderHeld(order_id, holds_of_order(order_id)[0].number, "web")
    ]
    assert states() == ["paid"]
    [payment] = payments_of_order(order_id)
    assert payment.captured == payment.amount


def test_an_order_that_no_rule_holds_goes(shop, deliver, published):
    a_hold_rule("total", ">", 500)
    order_id = bought(MILK=30)
    deliver()

    fulfil_order(order_id, now=clock.now())

    assert holds_of_order(order_id) == []
    assert of_types(published(), OrderHeld) == []


def test_nobody_is_faster_than_the_rules(shop):
    a_hold_rule("total", ">", 50)
    order_id = bought(MILK=30)

    with pytest.raises(OrderIsHeld):
        fulfil_order(order_id, now=clock.now())


def test_a_hold_says_why_with_what_was_found(shop, deliver):
    rule = a_hold_rule("card.abroad", "=", True, name="Card from abroad")
    order_id = paid_with("4000002760000016")

    deliver()

    [hold] = holds_of_order(order_id)
    assert (hold.rule_id, hold.rule_version, hold.name) == (rule.id, 1, "Card from abroad")
    assert hold.why == ("It matches: The card is of another country than the delivery is yes.")
    assert hold.reasons == [{"field": "card.abroad", "operator": "=", "found": True}]


@pytest.mark.parametrize(
    ("field", "operator", "value"),
    [
        ("channel", "=", "web"),
        ("currency", "=", "USD"),
        ("total", "between", [10, 10.96]),
        ("units", "=", 3),
        ("most_of_one", "=", 3),
        ("skus", "containsAny", ["MILK"]),
        ("payment_method", "=", "card"),
        ("email_domain", "=", "Example.ORG"),
        ("customer.known", "=", False),
        ("customer.since", "null", None),
        ("customer.orders", "=", 0),
        ("address.country", "=", "US"),
        ("address.postcode", "beginsWith", "454"),
        ("delivery.kind", "=", "delivery"),
        ("card.country", "=", "US"),
        ("card.abroad", "=", False),
        ("email.orders_hour", "=", 1),
        ("card.orders_week", "=", 1),
        ("address.emails_week", "=", 1),
        ("email.failures_day", "=", 1),
    ],
)
def test_rules_ask_about_the_order_its_buyer_its_card_and_its_past(shop, field, operator, value):
    checkout = ready_to_order(MILK=3)
    assert checkout.place("4000000000000002").status_code == 422
    a_hold_rule(field, operator, value)
    order_id = UUID(checkout.place().json()["id"])

    assert review_order(order_id, now=clock.now())


def test_a_rule_that_is_tried_notes_what_it_would_hold_and_holds_nothing(shop, deliver, published):
    a_hold_rule("total", ">", 50, mode=RuleMode.SHADOW)
    order_id = bought(MILK=30)

    deliver()

    [hold] = holds_of_order(order_id)
    assert (hold.state, count_held_orders()) == ("shadow", 0)
    assert of_types(published(), OrderHeld) == []
    fulfil_order(order_id, now=clock.now())
    assert states() == ["fulfilled"]


def test_a_rule_that_is_off_notes_nothing(shop, deliver):
    a_hold_rule("total", ">", 50, mode=RuleMode.OFF)
    order_id = bought(MILK=30)

    deliver()

    assert holds_of_order(order_id) == []


def test_an_order_is_looked_at_once_whatever_the_rules_say_later(shop, deliver):
    order_id = bought(MILK=30)
    deliver()
    a_hold_rule("total", ">", 50)

    assert not review_order(order_id, now=clock.now())
    fulfil_order(order_id, now=clock.now())

    assert holds_of_order(order_id) == []


def test_released_with_a_reason_the_goods_may_go(shop, deliver, published):
    a_hold_rule("total", ">", 50)
    order_id = bought(MILK=30)
    deliver()

    release_order(DecideHolds(order_id, "Called: all is well", "ann"), now=clock.now())

    [hold] = holds_of_order(order_id)
    assert (hold.state, hold.note, hold.decided_by) == ("released", "Called: all is well", "ann")
    assert len(of_types(published(), OrderReleased)) == 1
    fulfil_order(order_id, now=clock.now())
    assert states() == ["fulfilled"]


def test_rejected_the_order_is_called_off_and_its_money_goes_back(shop, deliver, published):
    a_hold_rule("total", ">", 50)
    order_id = bought(MILK=30)
    deliver()

    reject_order(DecideHolds(order_id, "Stolen card", "ann"), now=clock.now())
    deliver()

    assert states() == ["cancelled"]
    [hold] = holds_of_order(order_id)
    assert (hold.state, hold.note) == ("rejected", "Stolen card")
    [payment] = payments_of_order(order_id)
    assert payment.refunded == payment.amount
    assert len(of_types(published(), OrderCancelled)) == 1


def test_an_order_that_its_shopper_calls_off_waits_for_nobody(shop, deliver):
    a_hold_rule("total", ">", 50)
    order_id = bought(MILK=30)
    deliver()

    cancel_order(CancelOrder(order_id, "Changed my mind"), now=clock.now())

    assert [hold.state for hold in holds_of_order(order_id)] == ["ended"]
    with pytest.raises(NotHeld):
        release_order(DecideHolds(order_id, "Fine"), now=clock.now())


def test_staff_hold_an_order_by_hand_once(shop, deliver, published):
    order_id = bought()
    deliver()

    first = hold_order(HoldOrder(order_id, "Phone number is dead", by="ann"), now=clock.now())
    again = hold_order(HoldOrder(order_id, "Phone number is dead", by="bob"), now=clock.now())

    assert first == again
    assert (first.kind, first.name, first.opened_by) == ("staff", "Phone number is dead", "ann")
    assert len(of_types(published(), OrderHeld)) == 1


def test_a_hold_of_another_kind_stays_when_the_review_is_done(shop, deliver):
    a_hold_rule("total", ">", 50)
    order_id = bought(MILK=30)
    deliver()
    hold_order(HoldOrder(order_id, "Waits for a pharmacist", kind="prescription"), now=clock.now())

    release_order(DecideHolds(order_id, "Fine"), now=clock.now())

    with pytest.raises(OrderIsHeld) as refusal:
        fulfil_order(order_id, now=clock.now())
    assert refusal.value.holds == ["Waits for a pharmacist"]


def test_what_has_left_cannot_be_held(shop, deliver):
    order_id = bought()
    deliver()
    fulfil_order(order_id, now=clock.now())

    with pytest.raises(NothingToHold):
        hold_order(HoldOrder(order_id, "Too late"), now=clock.now())

    assert holds_of_order(order_id) == []


def test_a_rule_without_conditions_is_refused(shop):
    with pytest.raises(HoldsEverything):
        write_hold_rule(WriteHoldRule(name="All", conditions={"rules": []}), now=clock.now())


def test_a_rule_about_nothing_known_is_refused(shop):
    with pytest.raises(BadConditions):
        a_hold_rule("shoe_size", ">", 40)


def test_a_rule_is_not_overwritten_unseen(shop):
    rule = a_hold_rule()
    command = WriteHoldRule(
        name="Mine", conditions=rule.conditions, rule_id=rule.id, version=rule.version
    )
    write_hold_rule(command, now=clock.now())

    with pytest.raises(HoldRuleChanged):
        write_hold_rule(command, now=clock.now())


def test_cards_are_counted_across_addresses_and_names(shop, deliver):
    a_hold_rule("card.emails_week", ">=", 3, name="One card, many people")
    orders = [paid_with("4242424242424242", f"p{n}@example.org") for n in range(4)]

    deliver()

    assert [len(holds_of_order(order_id)) for order_id in orders] == [0, 0, 1, 1]


def test_counts_end_with_their_window_and_are_forgotten(shop, deliver):
    bought()
    deliver()

    assert forget_velocity(now=clock.now() + timedelta(days=14)) == 0
    assert forget_velocity(now=clock.now() + timedelta(days=16)) == 3
    assert rows("SELECT count(*) FROM ordering_velocity") == [(0,)]


def test_spelling_does_not_make_another_shopper():
    from serai.ordering.domain.contact import Address, Contact

    def of(email: str, line1: str, phone: str) -> dict:
        address = Address(line1, "Dayton", "US", postcode="45402")
        contact = Contact(email, "Ann", address, phone)
        return dict(subjects_of(email=email, customer_id=None, contact=contact, card="x"))

    one = of("Ann+sale@Example.org", "12 Oak Street", "+1 (937) 555-0100")
    other = of("ann@example.org", "12, OAK-street", "19375550100")

    assert one == other
    assert set(one) == {"email", "phone", "address", "card"}


@pytest.mark.django_db(transaction=True)
def test_of_orders_at_one_instant_a_limit_lets_exactly_as_many_through_as_it_says(shop):
    a_hold_rule("email.orders_hour", ">", 3, name="Many in an hour")
    orders = [bought() for _ in range(8)]

    def review(order_id: UUID) -> bool:
        try:
            return review_order(order_id, now=clock.now())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        held = list(pool.map(review, orders))

    assert held.count(True) == 5


@pytest.mark.django_db(transaction=True)
def test_asked_by_many_at_once_an_order_is_held_once(shop, published):
    a_hold_rule("total", ">", 50)
    order_id = bought(MILK=30)

    def review(_: int) -> bool:
        try:
            return review_order(order_id, now=clock.now())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        held = list(pool.map(review, range(6)))

    assert held.count(True) == 1
    assert len(holds_of_order(order_id)) == 1
    assert len(of_types(published(), OrderHeld)) == 1


def test_the_groups_of_a_held_order_are_held_from_the_beginning_and_go_on_when_it_is_released(
    shop, deliver
):
    a_hold_rule("total", ">", 50)
    order_id = bought(MILK=30)

    deliver()

    [group] = groups_of_order(order_id)
    assert (group.state, group.hold_reason) == ("held", "Large orders")
    with pytest.raises(IllegalTransition):
        hand_over(group.id, now=clock.now())
    release_order(DecideHolds(order_id, "Fine"), now=clock.now())
    assert [group.state for group in groups_of_order(order_id)] == ["open"]


def test_held_by_hand_what_is_being_picked_stops(shop, deliver):
    order_id = bought(MILK=30)
    deliver()

    hold_order(HoldOrder(order_id, "Phone number is dead"), now=clock.now())

    [group] = groups_of_order(order_id)
    assert (group.state, group.hold_reason) == ("held", "Phone number is dead")


def test_the_queue_goes_page_by_page_longest_waiting_first(shop, deliver):
    a_hold_rule("units", ">", 0)
    orders = [bought() for _ in range(3)]
    deliver()

    first = hold_page(limit=2)
    rest = hold_page(limit=2, cursor=first.next_cursor)

    assert [hold.order_id for hold in [*first.items, *rest.items]] == orders
    assert rest.next_cursor is None


def test_the_queue_takes_one_statement_however_long_it_is(shop, deliver):
    a_hold_rule("units", ">", 0)
    for _ in range(4):
        bought()
    deliver()

    with counted() as statements:
        queue = staff().get("/holds?state=open")

    assert len(queue.json()["items"]) == 4
    assert len([each for each in statements if "ordering_" in each]) == 1


def test_gift_cards_of_a_held_order_are_issued_when_it_is_released(shop, deliver):
    from factories.ordering import an_article

    from serai.payments.public import sold_cards_of_order

    an_article("CARD", "50.00", tax_class="gift_card")
    a_hold_rule("sells_gift_cards", "=", True)
    order_id = bought(CARD=1)
    deliver()
    before = sold_cards_of_order(order_id, now=clock.now())

    release_order(DecideHolds(order_id, "Known customer"), now=clock.now())
    deliver()

    assert before == []
    assert len(sold_cards_of_order(order_id, now=clock.now())) == 1
