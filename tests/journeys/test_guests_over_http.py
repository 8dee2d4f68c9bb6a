"""Guests: from a search to an order that they can come back to."""

import pytest
from factories.ordering import (
    ADDRESS,
    CONTACT,
    DECLINED,
    Shopper,
    a_cart,
    card,
    ready_to_order,
)

pytestmark = pytest.mark.django_db


def test_a_guest_finds_buys_and_comes_back(merchant, stock, charges, letters, deliver):
    guest = Shopper()
    found = guest.get("/search?q=mlik").json()
    assert found["query"]["corrected"] == "milk"
    [milk] = found["items"]
    product = guest.get(f"/products/{milk['slug']}").json()
    assert (product["price"]["amount"], product["availability"]) == ("1.99", "in")

    cart = guest.post("/carts", {"lines": [{"sku": product["sku"], "quantity": 1}]}).json()
    guest.token, path = cart["token"], f"/carts/{cart['id']}"
    guest.post(f"{path}/lines", {"sku": "BREAD", "quantity": 1})
    guest.patch(f"{path}/lines/MILK", {"quantity": 3})
    guest.put(f"{path}/contact", CONTACT)
    options = {
        option["code"]: option for option in guest.get(f"{path}/delivery-options").json()["items"]
    }
    assert options["standard"]["price"]["minor"] == 499
    cart = guest.put(f"{path}/delivery", {"code": "standard"}).json()
    assert cart["totals"]["total"]["minor"] == 3 * 199 + 250 + 499
    session = guest.post(f"{path}/payment", {"method": "card"}).json()
    assert session["amount"] == cart["totals"]["total"]
    order = guest.post(
        f"{path}/order", {"expected_total_minor": session["amount"]["minor"], "card": card()}
    )

    assert order.status_code == 201, order.content
    placed = order.json()
    assert (placed["state"], placed["payment"]["label"]) == ("paid", "Visa •••• 4242")
    assert guest.get(f"/orders/{placed['id']}").json()["number"] == placed["number"]
    assert guest.get(path).json()["state"] == "ordered"
    assert charges() == [("captured", 3 * 199 + 250 + 499, 0)]
    deliver()
    assert stock("MILK") == {"DC1": (97, 0), "STORE-1": (5, 0)}
    assert stock("BREAD") == {"DC1": (99, 0)}
    [letter] = letters()
    assert (letter["To"], placed["number"] in letter["Subject"]) == ("ann@example.org", True)


def test_a_declined_card_leaves_the_cart_open_for_another(merchant, stock, charges):
    checkout = ready_to_order(MILK=2)

    declined = checkout.place(DECLINED)
    again = checkout.place()

    assert (declined.status_code, declined.json()["code"]) == (422, "payments.payment_declined")
    assert again.status_code == 201, again.content
    assert [status for status, *_ in charges()] == ["failed", "captured"]
    assert stock("MILK")["DC1"] == (98, 0)


def test_a_price_that_changed_is_shown_before_it_is_paid(merchant, charges):
    checkout = ready_to_order(MILK=2)
    merchant.post("/prices", {"prices": [{"sku": "MILK", "channel": "web", "amount": "2.49"}]})

    refused = checkout.place()
    cart = checkout.shopper.get(checkout.path).json()
    accepted = checkout.place(expected=cart["totals"]["total"]["minor"])

    assert (refused.status_code, refused.json()["code"]) == (409, "ordering.price_changed")
    assert refused.json()["facts"]["expected"]["minor"] == 2 * 199 + 499
    assert refused.json()["facts"]["totals"]["total"]["minor"] == 2 * 249 + 499
    assert accepted.status_code == 201, accepted.content
    assert accepted.json()["lines"][0]["unit_price"]["amount"] == "2.49"
    assert charges() == [("captured", 2 * 249 + 499, 0)]


def test_goods_are_collected_where_they_were_promised(merchant, stock):
    checkout = a_cart(MILK=2)
    guest, path = checkout.shopper, checkout.path
    guest.put(f"{path}/contact", CONTACT)

    pickups = [
        option["location"]["code"]
        for option in guest.get(f"{path}/delivery-options").json()["items"]
        if option["kind"] == "pickup"
    ]
    cart = guest.put(f"{path}/delivery", {"code": "pickup", "location": "STORE-1"}).json()
    guest.post(f"{path}/payment", {"method": "card"})
    order = guest.post(
        f"{path}/order",
        {"expected_total_minor": cart["totals"]["total"]["minor"], "card": card()},
    ).json()

    assert pickups == ["STORE-1"]
    assert (order["delivery"]["kind"], order["delivery"]["location"]["name"]) == (
        "pickup",
        "Main Street",
    )
    assert order["totals"]["delivery"]["minor"] == 0
    assert stock("MILK") == {"DC1": (100, 0), "STORE-1": (3, 0)}


def test_a_store_that_lacks_something_is_not_offered(merchant):
    checkout = a_cart(MILK=2, BREAD=1)
    checkout.shopper.put(f"{checkout.path}/contact", CONTACT)

    offered = checkout.shopper.get(f"{checkout.path}/delivery-options").json()["items"]
    refused = checkout.shopper.put(
        f"{checkout.path}/delivery", {"code": "pickup", "location": "STORE-1"}
    )

    assert {option["kind"] for option in offered} == {"delivery"}
    assert (refused.status_code, refused.json()["code"]) == (409, "ordering.pickup_not_possible")


def test_who_comes_too_late_is_told_and_charged_nothing(merchant, stock, charges):
    first, second = ready_to_order(BREAD=60), ready_to_order(BREAD=60)

    won, lost = first.place(), second.place()

    assert won.status_code == 201, won.content
    assert (lost.status_code, lost.json()["code"]) == (409, "inventory.out_of_stock")
    assert lost.json()["facts"]["free"] == 40
    assert len(charges()) == 1
    assert stock("BREAD") == {"DC1": (40, 0)}


def test_an_order_by_another_country_s_rules(merchant):
    checkout = a_cart(MILK=1)
    abroad = {**ADDRESS, "country": "GB", "postcode": "SW1Y 4JH", "region": ""}
    checkout.shopper.put(f"{checkout.path}/contact", {**CONTACT, "address": abroad})

    offered = checkout.shopper.get(f"{checkout.path}/delivery-options").json()["items"]
    express = checkout.shopper.put(f"{checkout.path}/delivery", {"code": "express"})

    assert "express" not in {option["code"] for option in offered}
    assert express.json()["code"] == "ordering.delivery_not_offered"
