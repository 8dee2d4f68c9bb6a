"""A merchant sees what shoppers do, and does something about it."""

from collections.abc import Callable
from time import monotonic, sleep

import pytest
from factories.ordering import Shopper, a_paid_order, ready_to_order, send_webhooks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_grows_old")]
PATIENCE = 60


def soon(shown: Callable[[], object], expected: object) -> bool:
    """Return whether shoppers see what is expected without anybody's doing: seconds are promised."""
    deadline = monotonic() + PATIENCE
    while (seen := shown()) != expected and monotonic() < deadline:
        sleep(0.05)
    return seen == expected


def test_staff_sees_an_order_and_calls_it_off(merchant, processor, stock, charges, deliver):
    guest, order = a_paid_order(MILK=2)

    [listed] = merchant.get(f"/orders?number={order['number']}").json()["items"]
    seen = merchant.get(f"/orders/{order['id']}").json()
    cancelled = merchant.post(f"/orders/{order['id']}/cancellation", {"reason": "Spilt"})

    assert (listed["id"], listed["email"]) == (order["id"], "ann@example.org")
    assert seen["lines"][0]["sku"] == "MILK"
    assert cancelled.json()["state"] == "cancelled"
    deliver()
    send_webhooks(processor)
    deliver()
    total = order["totals"]["total"]["minor"]
    shown = guest.get(f"/orders/{order['id']}").json()
    assert (shown["state"], shown["refunded"]["minor"], shown["reason"]) == (
        "cancelled",
        total,
        "Spilt",
    )
    assert charges() == [("captured", total, total)]
    assert stock("MILK")["DC1"] == (100, 0)


def test_staff_gives_part_of_the_money_back(merchant, processor, charges, deliver):
    guest, order = a_paid_order(MILK=2)
    path = f"/orders/{order['id']}/refunds"

    given = merchant.post(path, {"amount_minor": 199, "reason": "One was open"})
    too_much = merchant.post(path, {"amount_minor": 10_000, "reason": "All of it and more"})
    deliver()
    send_webhooks(processor)
    deliver()

    assert (given.status_code, given.json()["amount"]["minor"]) == (202, 199)
    assert too_much.status_code in (409, 422)
    assert guest.get(f"/orders/{order['id']}").json()["refunded"]["minor"] == 199
    assert charges() == [("captured", order["totals"]["total"]["minor"], 199)]


def test_what_a_merchant_changes_reaches_the_shopper(merchant, deliver):
    shopper = Shopper()
    [card] = shopper.get("/search?q=milk").json()["items"]
    assert (card["price"]["amount"], card["availability"]) == ("1.99", "in")

    merchant.post("/prices", {"prices": [{"sku": "MILK", "channel": "web", "amount": "2.19"}]})
    merchant.post("/stock-counts", {"counts": [
        {"sku": "MILK", "location": place, "counted": 0} for place in ("DC1", "STORE-1")
    ]})  # fmt: skip
    deliver()

    def shown() -> tuple[str, str]:
        page = shopper.get(f"/products/{card['slug']}").json()
        return page["price"]["amount"], page["availability"]

    assert soon(shown, ("2.19", "out"))
    cart = shopper.post("/carts", {"lines": [{"sku": "MILK", "quantity": 1}]}).json()
    assert cart["lines"][0]["unit_price"]["amount"] == "2.19"


def test_what_is_withdrawn_is_neither_found_nor_sold(merchant, deliver):
    shopper = Shopper()
    checkout = ready_to_order(BREAD=1)
    [bread] = [
        product
        for product in merchant.get("/products").json()["items"]
        if product["name"] == "Rye bread"
    ]

    merchant.post(f"/products/{bread['id']}/withdrawal", {"reason": "recalled"})
    deliver()

    assert soon(lambda: shopper.get("/search?q=bread").json()["items"], [])
    assert shopper.get(f"/products/{bread['slug']}").status_code == 404
    refused = shopper.post("/carts", {"lines": [{"sku": "BREAD", "quantity": 1}]})
    assert (refused.status_code, refused.json()["code"]) == (422, "ordering.not_for_sale")
    ordered = checkout.place()
    assert (ordered.status_code, ordered.json()["code"]) == (422, "ordering.not_for_sale")


def test_orders_page_by_page(merchant):
    numbers = [a_paid_order(MILK=1)[1]["number"] for _ in range(3)]

    first = merchant.get("/orders?limit=2").json()
    second = merchant.get(f"/orders?limit=2&cursor={first['next_cursor']}").json()

    listed = [order["number"] for order in first["items"] + second["items"]]
    assert listed == numbers[::-1]
    assert second["next_cursor"] is None
