"""Banks that ask, answers that never come, webhooks in any order."""

import pytest
from factories.inventory import counts
from factories.ordering import (
    CHALLENGE,
    TIME_OUT,
    Shopper,
    approve,
    card,
    ready_to_order,
    send_webhooks,
    states,
)
from payments.makers import charges_of

from serai.catalog.public import variants_of_skus
from serai.ordering.events import OrderPlaced

pytestmark = pytest.mark.django_db


def milk() -> object:
    return variants_of_skus(["MILK"])["MILK"].id


def test_a_bank_that_asks_leaves_the_order_placing(shop):
    checkout = ready_to_order(MILK=2)

    response = checkout.place(CHALLENGE)

    assert response.status_code == 202
    order = response.json()
    assert (order["state"], order["payment"]["state"]) == ("placing", "requires_action")
    assert order["action"]["kind"] == "redirect"
    assert order["can_cancel"] is False
    assert counts(milk()) == {"DC1": (100, 2)}
    assert checkout.shopper.get(f"/orders/{order['id']}").json()["action"] == order["action"]


@pytest.mark.parametrize(
    "ways",
    [
        ["return"],
        ["webhook"],
        ["return", "webhook"],
        ["webhook", "return"],
        ["webhook", "webhook"],
        ["return", "return"],
        ["webhook", "return", "webhook", "return"],
        ["clock"],
        ["webhook", "clock", "return"],
    ],
)
def test_whatever_brings_the_news_the_order_is_paid_once(shop, published, deliver, ways: list[str]):
    checkout = ready_to_order(MILK=2)
    order = checkout.place(CHALLENGE).json()
    approve(shop, order["action"]["url"])

    for way in ways:
        bring_news(way, shop, checkout.shopper, order["id"])
        deliver()

    shown = checkout.shopper.get(f"/orders/{order['id']}").json()
    assert (shown["state"], shown["payment"]["state"], shown["action"]) == (
        "paid",
        "captured",
        None,
    )
    assert counts(milk()) == {"DC1": (98, 0)}
    assert [(status, refunded) for _, status, _, refunded in charges_of(shop)] == [("captured", 0)]
    assert [type(event) for event in published()].count(OrderPlaced) == 1


def bring_news(way: str, processor: object, shopper: Shopper, order_id: str) -> None:
    from datetime import timedelta

    from serai.kernel import clock
    from serai.ordering.usecases.resolve_placing import resolve_placing

    if way == "webhook":
        assert set(send_webhooks(processor)) <= {200, 204}
    elif way == "return":
        response = shopper.post(f"/orders/{order_id}/payment-return", {"whatever": "it says"})
        assert response.status_code == 200, response.content
    else:
        resolve_placing(now=clock.now() + timedelta(minutes=3))


def test_a_shopper_who_says_no_gets_the_cart_back(shop, deliver):
    checkout = ready_to_order(MILK=2)
    order = checkout.place(CHALLENGE).json()
    approve(shop, order["action"]["url"], approved=False)

    returned = checkout.shopper.post(f"/orders/{order['id']}/payment-return", {}).json()
    deliver()

    assert (returned["state"], returned["reason"]) == ("failed", "authentication_failed")
    assert counts(milk()) == {"DC1": (100, 0)}
    assert checkout.place().status_code == 201


def test_a_browser_that_lies_changes_nothing(shop):
    checkout = ready_to_order(MILK=2)
    order = checkout.place(CHALLENGE).json()

    returned = checkout.shopper.post(
        f"/orders/{order['id']}/payment-return", {"status": "captured", "paid": True}
    ).json()

    assert returned["state"] == "placing"


@pytest.mark.parametrize("ways", [["webhook"], ["clock"], ["return"], ["webhook", "clock"]])
def test_an_answer_that_never_came_is_learnt_otherwise(shop, published, deliver, ways: list[str]):
    checkout = ready_to_order(MILK=2)

    response = checkout.place(TIME_OUT)
    assert (response.status_code, response.json()["state"]) == (202, "placing")
    for way in ways:
        bring_news(way, shop, checkout.shopper, response.json()["id"])
        deliver()

    assert states() == ["paid"]
    assert len(charges_of(shop)) == 1
    assert [type(event) for event in published()].count(OrderPlaced) == 1


def test_a_card_that_answers_twice_is_one_order(shop, published, deliver):
    checkout = ready_to_order(MILK=2)

    checkout.place("4000000000000259")
    send_webhooks(shop, times=2)
    deliver()

    assert states() == ["paid"]
    assert [type(event) for event in published()].count(OrderPlaced) == 1


def test_the_return_address_is_on_the_storefront(shop):
    checkout = ready_to_order(MILK=1)
    body = {"expected_total_minor": checkout.total, "card": card()}

    response = checkout.shopper.post(
        f"{checkout.path}/order", body | {"return_url": "https://evil.example/"}
    )

    assert (response.status_code, response.json()["code"]) == (422, "ordering.bad_return_url")
    assert states() == []
