"""What staff sees of payments and may do with them."""

import pytest
from django.test import Client
from payments.makers import PRICE

from serai.kernel.ids import uuid7
from serai.payments.models import Refund
from serai.payments.public import payment
from serai.plumbing.auth import issue_api_key

pytestmark = pytest.mark.django_db


def key_with(*scopes: str) -> dict[str, str]:
    return {"Serai-Key": issue_api_key("test", scopes, "web")}


def refund(payment_id: object, body: dict, headers: dict[str, str], key: str = "k1"):
    return Client().post(
        f"/api/staff/payments/{payment_id}/refunds",
        body,
        "application/json",
        headers=headers | {"Idempotency-Key": key},
    )


def test_a_payment_is_shown_with_its_refunds(a_charged_payment, django_assert_max_num_queries):
    paid = a_charged_payment()
    headers = key_with("orders:read", "orders:write")
    refund(paid.id, {"reason": "Damaged", "amount": {"minor": 100, "currency": "USD"}}, headers)

    with django_assert_max_num_queries(3):
        shown = Client().get(f"/api/staff/payments/{paid.id}", headers=headers).json()

    assert shown["payment"]["captured"] == {"amount": "12.34", "minor": 1234, "currency": "USD"}
    assert shown["payment"]["refunding"]["minor"] == 100
    assert [item["state"] for item in shown["refunds"]] == ["requested"]
    assert "token" not in shown["payment"]


def test_a_refund_is_taken_in_once(a_charged_payment, deliver):
    paid = a_charged_payment()
    headers = key_with("orders:write")

    first, second = (refund(paid.id, {"reason": "Damaged"}, headers) for _ in range(2))
    deliver()

    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json() == second.json()
    assert first.json()["amount"] == {"amount": "12.34", "minor": 1234, "currency": "USD"}
    assert payment(paid.id).refunded == PRICE
    assert Refund.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "request.invalid"),
        ({"reason": ""}, 422, "request.invalid"),
        ({"reason": "x", "amount": {"minor": 0, "currency": "USD"}}, 422, "request.invalid"),
        ({"reason": "x", "amount": {"minor": 1.5, "currency": "USD"}}, 422, "request.invalid"),
        ({"reason": "x", "amount": {"minor": 2**70, "currency": "USD"}}, 422, "request.invalid"),
        (
            {"reason": "x", "amount": {"minor": 9999, "currency": "USD"}},
            409,
            "payments.refund_too_large",
        ),
        (
            {"reason": "x", "amount": {"minor": 1, "currency": "EUR"}},
            422,
            "payments.refund_in_other_currency",
        ),
    ],
)
def test_a_refund_that_cannot_be_is_a_clear_problem(
    a_charged_payment, body: dict, status: int, code: str
):
    paid = a_charged_payment()

    response = refund(paid.id, body, key_with("orders:write"))

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert payment(paid.id) == paid


def test_only_staff_with_the_scope_may(a_charged_payment):
    paid = a_charged_payment()

    assert refund(paid.id, {"reason": "x"}, key_with("orders:read")).status_code == 403
    assert refund(paid.id, {"reason": "x"}, {}).status_code == 401
    address = f"/api/staff/payments/{paid.id}"
    assert Client().get(address, headers=key_with("shop")).status_code == 403
    assert payment(paid.id) == paid


def test_an_unknown_payment_is_not_found(db, processor):
    headers = key_with("orders:read", "orders:write")

    assert Client().get(f"/api/staff/payments/{uuid7()}", headers=headers).status_code == 404
    assert refund(uuid7(), {"reason": "x"}, headers).status_code == 404
