"""What is not there is sold ahead: truthfully, paid, served in turn, and called off without loss."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from factories.ahead import back_ordered, expected, in_days, pre_ordered, queue_of
from factories.inventory import a_location, counts, stocked
from factories.ordering import (
    CHALLENGE,
    DECLINED,
    an_article,
    approve,
    counted,
    ready_to_order,
    staff,
    states,
)

from serai.fulfilment.public import groups_of_order
from serai.inventory.public import (
    Arrived,
    PayAhead,
    allot_units,
    receive_deliveries,
    stock_disagreements,
)
from serai.kernel import clock
from serai.ordering.queries.money_disagreements import check_orders
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.payments.public import payments_of_order
from serai.plumbing.db import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea(shop) -> UUID:
    """Return an article of which two are there."""
    return an_article("TEA", "3.00", stock=2).id


def an_order(**quantities: int) -> dict[str, Any]:
    """Order something that partly comes later; the order."""
    checkout = ready_to_order(**quantities)
    response = checkout.place(accepts_waiting=True)
    assert response.status_code == 201, response.content
    return response.json()


def money_adds_up() -> bool:
    """Say whether the money of every order is what it should be."""
    now = clock.now()
    return not check_orders(now - timedelta(days=1), now + timedelta(days=1)).differences


def shape(order_id: str) -> list[tuple[str, str, dict[str, int]]]:
    return [
        (
            each.state.value,
            each.location.code if each.location else "",
            {line.sku: line.left for line in each.lines if line.left},
        )
        for each in groups_of_order(UUID(order_id))
        if any(line.left for line in each.lines)
    ]


def test_without_terms_what_is_not_there_is_sold_out(tea: UUID):
    refusal = ready_to_order(TEA=3).place(accepts_waiting=True)

    assert (refusal.status_code, refusal.json()["code"]) == (409, "inventory.out_of_stock")


def test_the_cart_says_what_comes_later_and_when(tea: UUID):
    back_ordered("TEA")
    expected("TEA", 10, 11, 13)
    checkout = ready_to_order(TEA=5)

    cart = checkout.shopper.get(checkout.path).json()

    [later] = cart["ahead"]
    assert (later["sku"], later["units"], later["kind"]) == ("TEA", 3, "back_order")
    assert later["earliest"] == in_days(11 + 2).isoformat()
    assert later["latest"] == in_days(13 + 4).isoformat()
    assert cart["lines"][0]["availability"] == "back_order"
    assert cart["delivery"]["eta"]["latest"] == later["latest"]


def test_nobody_waits_who_has_not_agreed_to(tea: UUID):
    back_ordered("TEA", most=5)

    refusal = ready_to_order(TEA=5).place()

    assert (refusal.status_code, refusal.json()["code"]) == (409, "ordering.must_wait")
    [later] = refusal.json()["facts"]["ahead"]
    assert (later["units"], later["there_by"]) == (3, None)
    assert queue_of(tea) == []
    assert counts(tea) == {"DC1": (2, 0)}


def test_a_later_day_than_the_shopper_was_shown_is_refused(tea: UUID):
    back_ordered("TEA")
    expected("TEA", 10, 11, 13)
    day = in_days(13 + 3).isoformat()

    refusal = ready_to_order(TEA=5).place(accepts_waiting=True, expected_by=day)

    assert (refusal.status_code, refusal.json()["code"]) == (409, "ordering.promise_changed")
    assert queue_of(tea) == []


def test_what_is_there_is_picked_and_the_rest_waits_until_it_comes(
    tea: UUID, deliver: Callable[[], int]
):
    back_ordered("TEA")
    delivery = expected("TEA", 10, 11, 13)
    order = an_order(TEA=5)
    assert (order["state"], order["ahead"][0]["units"]) == ("paid", 3)
    deliver()
    assert shape(order["id"]) == [("open", "DC1", {"TEA": 2}), ("waiting", "", {"TEA": 3})]
    assert queue_of(tea) == [(3, 0, 0, "waiting")]

    receive_deliveries([Arrived(delivery, 2)], now=clock.now())
    deliver()
    assert shape(order["id"])[1:] == [("waiting", "", {"TEA": 1}), ("open", "DC1", {"TEA": 2})]

    receive_deliveries([Arrived(delivery, 8)], now=clock.now())
    deliver()

    assert shape(order["id"]) == [
        ("open", "DC1", {"TEA": 2}),
        ("open", "DC1", {"TEA": 1}),
        ("open", "DC1", {"TEA": 2}),
    ]
    assert counts(tea) == {"DC1": (7, 0)}
    assert stock_disagreements() == []
    assert staff().post(f"/orders/{order['id']}/fulfilment").status_code == 200


def test_news_of_goods_that_comes_twice_changes_nothing(tea: UUID, deliver: Callable[[], int]):
    from serai.ordering.usecases.waiting.bring_waiting import bring_waiting

    back_ordered("TEA")
    delivery = expected("TEA", 10, 11, 13)
    order = an_order(TEA=5)
    receive_deliveries([Arrived(delivery, 3)], now=clock.now())
    deliver()
    before = shape(order["id"])
    [(allotment,)] = rows("SELECT id FROM inventory_allotment")

    bring_waiting(UUID(order["id"]), allotment, now=clock.now())

    assert shape(order["id"]) == before
    assert counts(tea) == {"DC1": (0, 0)}


def test_an_order_of_which_nothing_is_there_waits_wholly(tea: UUID, deliver: Callable[[], int]):
    pre_ordered("TEA", in_days(20))
    order = an_order(TEA=1)
    deliver()

    assert order["ahead"][0]["release_on"] == in_days(20).isoformat()
    assert shape(order["id"]) == [("waiting", "", {"TEA": 1})]
    assert counts(tea) == {"DC1": (2, 0)}


def test_a_declined_card_frees_the_place(tea: UUID):
    back_ordered("TEA", most=3)
    checkout = ready_to_order(TEA=5)

    assert checkout.place(DECLINED, accepts_waiting=True).status_code == 422
    assert queue_of(tea) == [(3, 0, 3, "over")]

    assert checkout.place(accepts_waiting=True).status_code == 201


def test_a_place_is_held_while_the_bank_asks(tea: UUID, shop):
    back_ordered("TEA", most=3)
    checkout = ready_to_order(TEA=5)
    order = checkout.place(CHALLENGE, accepts_waiting=True).json()
    assert queue_of(tea) == [(3, 0, 0, "held")]
    assert ready_to_order(TEA=1).place(accepts_waiting=True).status_code == 409

    approve(shop, order["action"]["url"])
    checkout.shopper.post(f"/orders/{order['id']}/payment-return", {})

    assert queue_of(tea) == [(3, 0, 0, "waiting")]


def test_units_that_wait_are_called_off_first_and_their_place_is_free(
    tea: UUID, deliver: Callable[[], int]
):
    back_ordered("TEA", most=3)
    order = an_order(TEA=5)
    deliver()

    cancel_lines(CancelLines(UUID(order["id"]), "late", {1: 3}, "Too late"), now=clock.now())
    deliver()

    assert queue_of(tea) == [(3, 0, 3, "over")]
    assert shape(order["id"]) == [("open", "DC1", {"TEA": 2})]
    assert counts(tea) == {"DC1": (0, 0)}
    assert money_adds_up()


def test_an_order_that_is_cancelled_leaves_the_queue_and_its_goods_come_back(
    tea: UUID, deliver: Callable[[], int]
):
    back_ordered("TEA", most=5)
    order = an_order(TEA=6)
    deliver()
    stocked(tea, a_location("DC1"), 3)
    deliver()
    assert counts(tea) == {"DC1": (0, 0)}

    assert staff().post(f"/orders/{order['id']}/cancellation", {"reason": "x"}).status_code == 200
    deliver()

    assert queue_of(tea) == [(4, 3, 1, "over")]
    assert counts(tea) == {"DC1": (5, 0)}
    assert stock_disagreements() == []
    assert money_adds_up()


def test_goods_that_come_for_an_order_that_is_cancelled_meanwhile_go_back(
    tea: UUID, deliver: Callable[[], int]
):
    back_ordered("TEA", most=5)
    order = an_order(TEA=6)
    stocked(tea, a_location("DC1"), 4)
    allot_units(now=clock.now())

    assert staff().post(f"/orders/{order['id']}/cancellation", {"reason": "x"}).status_code == 200
    deliver()

    assert counts(tea) == {"DC1": (6, 0)}
    assert stock_disagreements() == []


def test_who_came_first_is_served_first_over_the_shop(tea: UUID, deliver: Callable[[], int]):
    back_ordered("TEA", most=9)
    first, second = an_order(TEA=4), an_order(TEA=2)
    deliver()

    stocked(tea, a_location("DC1"), 3)
    deliver()

    assert ("open", "DC1", {"TEA": 2}) in shape(first["id"])
    assert sorted(shape(second["id"])) == [("open", "DC1", {"TEA": 1}), ("waiting", "", {"TEA": 1})]


def test_a_delay_is_told_once_with_the_right_to_call_it_off(
    tea: UUID, deliver: Callable[[], int], outbox: Callable[[], list]
):
    back_ordered("TEA")
    expected("TEA", 10, 11, 13)
    order = an_order(TEA=5)
    deliver()
    before = len(outbox())

    expected("TEA", 10, 21, 23)
    deliver()
    expected("TEA", 10, 21, 23)
    deliver()

    [letter] = outbox()[before:]
    assert "comes later" in letter.subject
    assert "3 × " in letter.text
    assert "call it off" in letter.text
    [(days,)] = rows(
        "SELECT ahead -> 0 ->> 'last_on' FROM ordering_order WHERE id = %s", [order["id"]]
    )
    assert days == in_days(23).isoformat()


def test_money_is_taken_with_the_goods_where_the_terms_say_so(tea: UUID):
    back_ordered("TEA", most=5, pay=PayAhead.WITH_GOODS)
    order = an_order(TEA=5)

    [payment] = payments_of_order(UUID(order["id"]))
    assert (payment.state.value, payment.captured.minor) == ("authorised", 0)


def test_a_plain_order_asks_no_queue(tea: UUID):
    back_ordered("TEA", most=3)
    ready_to_order(TEA=1).place()
    checkout = ready_to_order(MILK=2)

    with counted() as spent:
        assert checkout.place().status_code == 201

    assert not [each for each in spent if "inventory_waiting" in each or "ahead_terms" in each]


def test_places_are_never_more_than_the_limit_whatever_carts_wait(tea: UUID):
    back_ordered("TEA", most=3)
    carts = [ready_to_order(TEA=2) for _ in range(4)]

    codes = [each.place(accepts_waiting=True).status_code for each in carts]

    assert codes == [201, 201, 409, 409]
    assert states()[:2] == ["paid", "paid"]
    assert sum(row[0] for row in queue_of(tea)) == 2
