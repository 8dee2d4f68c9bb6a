"""A merchant takes money with the goods, in parts, gives some back, and answers a bank: over HTTP only."""

from typing import Any

import pytest
from factories.ordering import Shopper, ready_to_order, send_webhooks, staff

pytestmark = pytest.mark.django_db
TOTAL = 2 * 199 + 499
DISPUTED = "4000000000002685"


def an_order_paid_with_the_goods(merchant: Shopper) -> tuple[dict[str, Any], str]:
    """Let the channel take cards' money at hand-over; return an agreed order and its payment."""
    method = {"method": "card", "processor": "local", "capture_at": "hand_over"}
    assert merchant.put("/payment-methods/web", {"methods": [method]}).status_code == 200
    placed = ready_to_order(MILK=2).place()
    assert (placed.status_code, placed.json()["state"]) == (201, "accepted")
    return placed.json(), payment_of(placed.json())


def payment_of(order: dict[str, Any]) -> str:
    from serai.plumbing.db import rows

    [(payment_id,)] = rows("SELECT id FROM payments_payment WHERE order_id = %s", [order["id"]])
    return str(payment_id)


def what_happened(payment_id: str) -> list[str]:
    shown = staff().get(f"/payments/{payment_id}/timeline").json()
    return [one["what"] for one in shown["happenings"]]


def test_money_is_taken_with_the_goods_and_part_of_it_goes_back(
    merchant, processor, charges, deliver
):
    order, payment_id = an_order_paid_with_the_goods(merchant)
    assert charges() == [("authorised", TOTAL, 0)]

    parcel = {"amount": {"minor": 300, "currency": "USD"}, "reason": "First parcel"}
    assert staff().post(f"/payments/{payment_id}/captures", parcel).status_code == 202
    deliver()
    assert staff().get(f"/orders/{order['id']}").json()["state"] == "accepted"
    assert staff().post(f"/orders/{order['id']}/fulfilment").status_code == 200
    deliver()
    back = {"amount_minor": 100, "reason": "Bruised"}
    assert staff().post(f"/orders/{order['id']}/refunds", back).status_code == 202
    deliver()
    assert set(send_webhooks(processor, times=2)) == {200}
    deliver()

    assert charges() == [("captured", TOTAL, 100)]
    shown = staff().get(f"/orders/{order['id']}").json()
    assert (shown["state"], shown["refunded"]["minor"]) == ("fulfilled", 100)
    assert what_happened(payment_id).count("captured") == 2
    assert what_happened(payment_id)[-1] == "refunded"


def test_an_order_called_off_takes_nothing(merchant, charges, deliver):
    order, payment_id = an_order_paid_with_the_goods(merchant)

    staff().post(f"/orders/{order['id']}/cancellation", {"reason": "Sold out"})
    deliver()

    assert charges() == [("voided", TOTAL, 0)]
    assert what_happened(payment_id)[-1] == "voided"


def test_a_bank_takes_money_back_and_is_answered(merchant, processor, deliver):
    order = ready_to_order(MILK=2).place(DISPUTED).json()
    assert order["state"] == "paid"
    assert set(send_webhooks(processor)) == {200}
    deliver()

    [dispute] = staff().get("/disputes").json()["disputes"]
    assert (dispute["state"], dispute["amount"]["minor"]) == ("opened", TOTAL)
    said = {"evidence": "winning_evidence: a signed delivery note"}
    assert staff().post(f"/disputes/{dispute['id']}/answer", said).status_code == 202
    deliver()

    assert staff().get("/disputes").json()["disputes"] == []
    assert what_happened(dispute["payment_id"])[-3:] == [
        "disputed",
        "dispute_contested",
        "dispute_won",
    ]


def test_shoppers_are_offered_what_takes_their_amount(merchant):
    method = {"method": "card", "processor": "local", "highest_minor": 1000}
    merchant.put("/payment-methods/web", {"methods": [method]})

    offered = Shopper().get("/payment-methods?total_minor=1000").json()["methods"]

    assert [one["method"] for one in offered] == ["card"]
    assert Shopper().get("/payment-methods?total_minor=1001").json()["methods"] == []
