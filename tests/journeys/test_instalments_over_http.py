"""Paying in parts: from the terms that a merchant sets to the last letter, over HTTP only."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from factories.ordering import Shopper, card, ready_to_order

from serai.kernel import clock
from serai.payments.jobs import collect_due_job

pytestmark = pytest.mark.django_db
TERMS = {"parts": 4, "step": 1, "every": "month", "least_minor": 500, "most_minor": 500_000}


def a_member(email: str) -> Shopper:
    """Register somebody and keep their card."""
    account = {"email": email, "password": "nine green turtles"}
    shopper = Shopper(token=Shopper().post("/accounts", account).json()["token"])
    said = {"card": card(), "consent_text_version": "2026-11"}
    assert shopper.post("/me/instruments", said).status_code == 201
    return shopper


def agreed(shopper: Shopper, **quantities: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Choose the first plan that is offered, and place the order with it."""
    checkout = ready_to_order(shopper, **quantities)
    shopper.post(f"{checkout.path}/payment", {"method": "instalments"})
    [offer, *_] = shopper.get(f"{checkout.path}/instalments").json()["offers"]
    proposed = shopper.post(f"{checkout.path}/instalments", {"terms_id": offer["terms_id"]}).json()
    assert [part["amount"] for part in proposed["parts"]] == [p["amount"] for p in offer["parts"]]
    body = {"expected_total_minor": checkout.total, "token": proposed["token"]}
    placed = shopper.post(f"{checkout.path}/order", body)
    assert placed.status_code == 201, placed.content
    [plan] = shopper.get(f"/me/instalment-plans?order_id={placed.json()['id']}").json()["items"]
    return placed.json(), plan


def subjects(letters) -> str:
    """Return every subject, a line each."""
    return "\n".join(letter["Subject"] for letter in letters())


def test_terms_are_set_a_plan_is_agreed_collected_shortened_and_paid_off(
    merchant, stock, charges, letters, deliver
):
    assert merchant.put("/instalment-terms/web", {"terms": [TERMS]}).status_code == 200
    ann = a_member("ann@example.org")
    methods = ann.get("/payment-methods?total_minor=2489").json()["methods"]
    assert "instalments" in [each["method"] for each in methods]

    order, plan = agreed(ann, MILK=10)

    first, second, third, last = (part["amount"]["minor"] for part in plan["parts"])
    assert first + second + third + last == order["totals"]["total"]["minor"]
    assert charges() == [("captured", first, 0)]
    deliver()
    assert "Your instalments at" in subjects(letters)

    with time_machine.travel(clock.now() + timedelta(days=32), tick=False):
        collect_due_job()
        deliver()
        assert charges() == [("captured", first, 0), ("captured", second, 0)]

        back = merchant.post(
            f"/orders/{order['id']}/refunds", {"amount_minor": last + 1, "reason": "Sour"}
        )
        assert back.status_code == 202
        deliver()
        seen = ann.get(f"/me/instalment-plans/{plan['id']}").json()
        assert [part["state"] for part in seen["parts"]] == ["paid", "paid", "due", "waived"]
        assert seen["pay_off"]["amount"]["minor"] == third - 1

        paid = ann.post(
            f"/me/instalment-plans/{plan['id']}/payments",
            {"number": 0, "expected_minor": third - 1},
        )
        assert (paid.status_code, paid.json()["plan"]["ended_by"]) == (201, "paid_off")
        deliver()

    assert "Your instalments are settled" in subjects(letters)
    shown = merchant.get(f"/instalment-plans?order_id={order['id']}").json()["items"]
    assert [each["state"] for each in shown] == ["ended"]


def test_staff_lets_a_plan_off_and_charges_a_part_on_request(merchant, stock, charges, deliver):
    merchant.put("/instalment-terms/web", {"terms": [TERMS]})
    order, plan = agreed(a_member("bob@example.org"), MILK=10)
    path = f"/instalment-plans/{plan['id']}"

    second = plan["parts"][1]["amount"]["minor"]
    paid = merchant.post(f"{path}/payments", {"number": 2, "expected_minor": second})
    waived = merchant.post(f"{path}/waiver", {"numbers": [], "reason": "Goodwill"})

    assert (paid.status_code, waived.json()["ended_by"]) == (201, "waived")
    assert [taken for _, taken, _ in charges()] == [plan["parts"][0]["amount"]["minor"], second]
    assert merchant.get(f"/orders/{order['id']}").json()["state"] == "paid"
