"""Gift cards, credit, transfers and cash: from staff's hands to a paid order and back, over HTTP only."""

import pytest
from factories.ordering import Shopper, card, ready_to_order

pytestmark = pytest.mark.django_db
IBAN = "DE89370400440532013000"
TOTAL = 2 * 199 + 499


def a_method(checkout, method: str):
    response = checkout.shopper.post(f"{checkout.path}/payment", {"method": method})
    assert response.status_code == 201, response.content
    return checkout


def place(checkout, due: int, **paying):
    body = {"expected_total_minor": TOTAL, "expected_due_minor": due, **paying}
    response = checkout.shopper.post(f"{checkout.path}/order", body)
    assert response.status_code == 201, response.content
    return response.json()


def test_a_gift_card_is_issued_sent_looked_at_spent_and_refunded(
    merchant, stock, charges, letters, deliver
):
    issued = merchant.post(
        "/gift-cards",
        {
            "amount_minor": 500,
            "currency": "USD",
            "recipient_email": "bob@example.org",
            "message": "Happy birthday",
        },
    )
    assert issued.status_code == 201, issued.content
    code, gift_card = issued.json()["code"], issued.json()["card"]
    deliver()
    [letter] = letters()
    assert (letter["To"], code in letter.get_body(("plain",)).get_content()) == (
        "bob@example.org",
        True,
    )

    bob = Shopper()
    assert bob.post("/gift-cards/balance", {"code": code}).json()["available"]["minor"] == 500
    checkout = ready_to_order(bob, MILK=2)
    shown = bob.post(
        f"{checkout.path}/tenders", {"method": "gift_card", "code": code.lower()}
    ).json()
    assert shown["due"]["minor"] == TOTAL - 500
    order = place(checkout, TOTAL - 500, card=card())

    assert (order["state"], order["tenders"][0]["label"]) == ("paid", f"•••• {gift_card['last4']}")
    assert charges() == [("captured", TOTAL - 500, 0)]
    empty = bob.post("/gift-cards/balance", {"code": code}).json()
    assert (empty["state"], empty["available"]["minor"]) == ("empty", 0)

    refund = merchant.post(
        f"/orders/{order['id']}/refunds", {"amount_minor": TOTAL - 400, "reason": "Sour"}
    )
    assert refund.status_code == 202
    deliver()
    assert charges() == [("captured", TOTAL - 500, TOTAL - 500)]
    assert bob.post("/gift-cards/balance", {"code": code}).json()["available"]["minor"] == 100


def test_a_transfer_is_waited_for_found_on_the_statement_and_paid_back(
    merchant, stock, letters, deliver
):
    assert (
        merchant.put("/bank-accounts/web", {"holder": "Serai Ltd", "iban": IBAN}).status_code == 200
    )
    checkout = a_method(ready_to_order(MILK=2), "bank_transfer")

    order = place(checkout, TOTAL)

    assert (order["state"], order["transfer"]["iban"]) == ("accepted", IBAN)
    assert merchant.post(f"/orders/{order['id']}/fulfilment").status_code == 409
    line = {
        "line_ref": "1",
        "booked_on": "2026-03-14",
        "amount_minor": TOTAL,
        "currency": "USD",
        "text": f"Order {order['transfer']['reference']}",
    }
    other = {**line, "line_ref": "2", "text": "Somebody's rent"}
    told = merchant.post("/bank-lines", {"account": "main", "lines": [line, other]}).json()
    assert told == {"new": 2, "matched": 1, "paid": 1}
    [puzzle] = merchant.get("/bank-lines").json()["items"]
    assert puzzle["finding"] == "no_reference"
    deliver()
    seen = checkout.shopper.get(f"/orders/{order['id']}").json()
    assert (seen["state"], seen["due"]["minor"]) == ("paid", 0)

    checkout.shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "mistake"})
    refunds = merchant.get(f"/orders/{order['id']}").json()
    assert refunds["state"] == "cancelled"
    assert stock("MILK")["DC1"] == (100, 0)


def test_cash_is_taken_at_the_door(merchant, deliver):
    checkout = a_method(ready_to_order(MILK=2), "cash_on_delivery")

    order = place(checkout, TOTAL)

    assert (order["state"], order["due"]["minor"]) == ("accepted", TOTAL)
    assert merchant.post(f"/orders/{order['id']}/fulfilment").status_code == 200
    assert checkout.shopper.get(f"/orders/{order['id']}").json()["due"]["minor"] == TOTAL
