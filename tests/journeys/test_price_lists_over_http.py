"""Price lists: from the merchant who opens one to the buyers who pay by it."""

import pytest
from factories.customers import PASSWORD
from factories.ordering import Shopper, ready_to_order

from serai.discovery.public import reindex

pytestmark = pytest.mark.django_db


def a_member(merchant: Shopper, email: str) -> Shopper:
    """Let somebody register who buys on the terms of the group `trade`."""
    shopper = Shopper()
    made = shopper.post("/accounts", {"email": email, "password": PASSWORD}).json()
    shopper.token = made["token"]
    merchant.put("/customer-groups/trade", {"name": "Trade"})
    put = merchant.put(
        f"/customers/{made['customer']['id']}/terms", {"group": "trade", "company_id": None}
    )
    assert put.status_code == 200, put.content
    return shopper


def on_list(merchant: Shopper, code: str, prices: list[dict], **fields) -> None:
    body = {"code": code, "name": code.title(), "channel": "web", **fields}
    assert merchant.post("/price-lists", body).status_code == 201
    reply = merchant.post(f"/price-lists/{code}/prices", {"prices": prices})
    assert reply.status_code == 200, reply.content


def test_a_quantity_break_is_seen_in_the_shop_and_paid_at_the_checkout(merchant, charges, deliver):
    on_list(merchant, "breaks", [{"sku": "MILK", "amount": "1.8125", "min_quantity": 10}])
    deliver()
    reindex()

    guest = Shopper()
    [milk] = guest.get("/search?q=milk").json()["items"]
    [variant] = guest.get(f"/products/{milk['slug']}").json()["variants"]
    assert [(tier["min_quantity"], tier["exact_price"]) for tier in variant["tiers"]] == [
        (1, None),
        (10, "1.8125"),
    ]

    checkout = ready_to_order(MILK=9)
    cart = checkout.shopper.patch(f"{checkout.path}/lines/MILK", {"quantity": 10}).json()
    [line] = cart["lines"]
    assert (line["exact_unit_price"], line["line_total"]["amount"]) == ("1.8125", "18.13")
    total = cart["totals"]["total"]["minor"]
    placed = checkout.place(expected=total)

    assert placed.status_code == 201, placed.content
    assert charges() == [("captured", total, 0)]


def test_a_group_pays_its_own_price_and_knows_it_before(merchant):
    member = a_member(merchant, "trade@example.org")
    on_list(merchant, "members", [{"sku": "MILK", "amount": "1.60"}], customer_group="trade")

    [mine] = member.get("/prices?sku=MILK").json()["items"]
    [guests] = Shopper().get("/prices?sku=MILK").json()["items"]
    placed = ready_to_order(member, MILK=2).place()

    assert (mine["price"]["amount"], guests["price"]["amount"]) == ("1.60", "1.99")
    assert placed.status_code == 201, placed.content
    assert placed.json()["totals"]["items"]["amount"] == "3.20"
    why = merchant.get("/prices/MILK?channel=web&customer_group=trade").json()
    assert why["explanation"][0] == "1.60 USD (price list members) is paid for 1."


def test_a_list_that_is_closed_in_the_middle_of_a_checkout_is_told_before_it_is_paid(merchant):
    on_list(merchant, "sale", [{"sku": "MILK", "amount": "1.49"}])
    checkout = ready_to_order(MILK=2)
    merchant.post("/price-lists/sale/closing", None)

    refused = checkout.place()

    assert (refused.status_code, refused.json()["code"]) == (409, "ordering.price_changed")
    assert refused.json()["facts"]["totals"]["items"]["amount"] == "3.98"


def test_a_sale_shows_the_lowest_price_of_the_thirty_days_before(merchant, deliver):
    on_list(merchant, "sale", [{"sku": "MILK", "amount": "1.49"}])
    deliver()
    reindex()

    [milk] = Shopper().get("/search?q=milk").json()["items"]

    assert (milk["price"]["amount"], milk["compare_at"]["amount"]) == ("1.49", "1.99")
    assert milk["prior_price"]["amount"] == "1.99"
