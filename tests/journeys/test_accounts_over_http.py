"""Shoppers with accounts: history, second thoughts, and what they brought along as guests."""

import pytest
from factories.ordering import Shopper, a_cart, a_paid_order, ready_to_order, send_webhooks

pytestmark = pytest.mark.django_db
PASSWORD = "nine green turtles"


def a_shopper(email: str = "ann@example.org") -> Shopper:
    session = Shopper().post("/accounts", {"email": email, "password": PASSWORD, "name": "Ann"})
    assert session.status_code == 201, session.content
    return Shopper(token=session.json()["token"])


def quantities(cart: dict) -> dict[str, int]:
    return {line["sku"]: line["quantity"] for line in cart["lines"]}


def test_a_shopper_buys_looks_back_and_changes_their_mind(
    merchant, processor, stock, charges, deliver
):
    ann = a_shopper()
    _, first = a_paid_order(ann, MILK=2)
    _, second = a_paid_order(ann, BREAD=1)
    assert stock("MILK")["DC1"] == (98, 0)

    history = ann.get("/orders").json()["items"]
    assert [order["number"] for order in history] == [second["number"], first["number"]]
    cancelled = ann.post(f"/orders/{first['id']}/cancellation", {"reason": "Too much milk"})

    assert cancelled.status_code == 200, cancelled.content
    assert (cancelled.json()["state"], cancelled.json()["can_cancel"]) == ("cancelled", False)
    deliver()
    send_webhooks(processor)
    deliver()
    total = first["totals"]["total"]["minor"]
    order = ann.get(f"/orders/{first['id']}").json()
    assert (order["state"], order["refunded"]["minor"]) == ("cancelled", total)
    assert charges()[0] == ("captured", total, total)
    assert charges()[1][2] == 0
    assert stock("MILK")["DC1"] == (100, 0)
    assert ann.get(f"/orders/{second['id']}").json()["state"] == "paid"


def test_an_order_is_not_called_off_twice(merchant, processor, stock, charges, deliver):
    ann = a_shopper()
    _, order = a_paid_order(ann, MILK=2)
    path = f"/orders/{order['id']}/cancellation"

    first, second = (ann.post(path, {"reason": f"Reason {n}"}) for n in (1, 2))
    deliver()
    send_webhooks(processor, times=2)
    deliver()

    assert first.status_code == 200
    assert (second.status_code, second.json()["code"]) == (409, "state.illegal_transition")
    total = order["totals"]["total"]["minor"]
    assert charges() == [("captured", total, total)]
    assert stock("MILK")["DC1"] == (100, 0)


def test_a_guest_s_cart_joins_the_shopper_s_at_log_in(merchant):
    ann = a_shopper()
    kept = a_cart(ann, MILK=1, BREAD=1)
    guest = a_cart(MILK=2)
    entered = Shopper().post("/accounts/login", {"email": "ann@example.org", "password": PASSWORD})
    ann = Shopper(token=entered.json()["token"])

    joined = ann.post(f"{guest.path}/claim", {"cart_token": guest.shopper.token})

    assert joined.status_code == 200, joined.content
    assert joined.json()["id"] == kept.cart["id"]
    assert quantities(joined.json()) == {"MILK": 3, "BREAD": 1}
    assert ann.get("/carts/mine").json()["totals"] == joined.json()["totals"]
    late = guest.shopper.post(f"{guest.path}/lines", {"sku": "MILK", "quantity": 1})
    assert (late.status_code, late.json()["code"]) == (409, "ordering.cart_closed")
    again = ann.post(f"{guest.path}/claim", {"cart_token": guest.shopper.token})
    assert (again.status_code, again.json()["code"]) == (409, "ordering.cart_closed")
    assert quantities(ann.get("/carts/mine").json()) == {"MILK": 3, "BREAD": 1}


def test_a_cart_is_claimed_with_its_own_proof_only(merchant):
    ann, bob = a_shopper(), a_shopper("bob@example.org")
    guest, other = a_cart(MILK=2), a_cart(BREAD=2)

    with_another = bob.post(f"{guest.path}/claim", {"cart_token": other.shopper.token})
    claimed = ann.post(f"{guest.path}/claim", {"cart_token": guest.shopper.token})
    too_late = bob.post(f"{guest.path}/claim", {"cart_token": guest.shopper.token})

    assert (with_another.status_code, claimed.status_code, too_late.status_code) == (404, 200, 409)
    assert bob.get("/carts/mine").status_code == 404


def test_quantities_add_up_as_far_as_there_is_stock(merchant):
    ann = a_shopper()
    a_cart(ann, BREAD=70)
    guest = a_cart(BREAD=70)

    joined = ann.post(f"{guest.path}/claim", {"cart_token": guest.shopper.token}).json()

    assert quantities(joined) == {"BREAD": 100}


def test_who_logs_out_is_out_and_their_cart_waits(merchant):
    ann = a_shopper()
    ready_to_order(ann, MILK=2)

    assert ann.post("/accounts/logout", {}).status_code == 204
    assert ann.get("/carts/mine").status_code == 401
    entered = Shopper().post("/accounts/login", {"email": "ann@example.org", "password": PASSWORD})
    back = Shopper(token=entered.json()["token"])
    assert quantities(back.get("/carts/mine").json()) == {"MILK": 2}


def test_an_account_by_letter_alone(merchant, letters, deliver):
    a_shopper()
    Shopper().post("/accounts/login-code", {"email": "ann@example.org"})
    deliver()
    [letter] = letters()
    code = str(letter["Subject"])[:6]

    entered = Shopper().post(
        "/accounts/login-code/verify", {"email": "ann@example.org", "code": code}
    )
    again = Shopper().post(
        "/accounts/login-code/verify", {"email": "ann@example.org", "code": code}
    )

    assert entered.json()["customer"]["email_verified"]
    assert again.status_code == 401


def test_addresses_and_answers_are_kept(merchant):
    ann = a_shopper()
    address = {
        "name": "Ann",
        "line1": "12 Oak Street",
        "city": "Dayton",
        "region": "OH",
        "postcode": "45402",
        "country": "US",
    }

    kept = ann.post("/me/addresses", address).json()
    ann.put(f"/me/addresses/{kept['id']}", {**address, "city": "Akron"})
    ann.put("/me/consents/personalisation", {"granted": True, "text_version": "2026-11"})

    [shown] = ann.get("/me/addresses").json()["items"]
    assert (shown["id"], shown["city"]) == (kept["id"], "Akron")
    answers = {one["purpose"]: one["granted"] for one in ann.get("/me/consents").json()["items"]}
    assert (answers["personalisation"], answers["ads"]) == (True, False)
    assert ann.delete(f"/me/addresses/{kept['id']}").status_code == 204
    assert ann.get("/me/addresses").json()["items"] == []
