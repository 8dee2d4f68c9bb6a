"""An order paid by a wallet of the browser, over HTTP only."""

import logging

import pytest
from factories.ordering import ready_to_order
from factories.wallets import VALIDATION_URL, approved, let_wallets_pay
from payments.test_secrecy import files_with, tables_with

from serai.payments.models import PaymentMethod
from serai.payments.ports.wallets import APPLE_PAY, GOOGLE_PAY, LONGEST_PAYLOAD
from serai.payments.queries.methods import forget_methods

pytestmark = pytest.mark.django_db
NAMES = {APPLE_PAY: "Apple Pay", GOOGLE_PAY: "Google Pay"}
DECLINED = "4000000000000002"


@pytest.fixture(autouse=True)
def wallets(merchant, processor) -> None:
    let_wallets_pay(processor)


@pytest.mark.parametrize("method", [APPLE_PAY, GOOGLE_PAY])
def test_an_order_is_paid_by_a_wallet_and_shows_it(stock, deliver, method):
    checkout = ready_to_order(MILK=2)
    shopper = checkout.shopper

    session = shopper.post(f"{checkout.path}/payment", {"method": method}).json()
    token = shopper.post("/wallet-tokens", approved(method=method)).json()["token"]
    placed = shopper.post(
        f"{checkout.path}/order", {"expected_total_minor": checkout.total, "token": token}
    )
    deliver()
    order = shopper.get(f"/orders/{placed.json()['id']}").json()

    assert session["amount"]["minor"] == checkout.total
    assert placed.status_code == 201, placed.content
    assert (order["state"], order["payment"]["method"]) == ("paid", method)
    assert order["payment"]["label"] == f"{NAMES[method]} •••• 4242"


def test_a_bank_behind_the_wallet_declines_and_the_cart_stays_open(stock):
    checkout = ready_to_order(MILK=1)
    shopper = checkout.shopper
    shopper.post(f"{checkout.path}/payment", {"method": APPLE_PAY})

    token = shopper.post("/wallet-tokens", approved(DECLINED)).json()["token"]
    body = {"expected_total_minor": checkout.total, "token": token}
    refused = shopper.post(f"{checkout.path}/order", body)

    assert refused.status_code == 422
    assert refused.json()["code"] == "payments.payment_declined"
    assert shopper.get(checkout.path).json()["state"] == "open"


def test_the_session_says_what_a_browser_must_know_of_each_wallet():
    checkout = ready_to_order(MILK=1)

    session = checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"}).json()

    apple, google = session["wallets"]
    assert (apple["method"], apple["merchant_id"]) == (APPLE_PAY, "merchant.example.shop")
    assert (google["gateway"], google["is_test"], google["country"]) == ("example", True, "US")
    assert session["amount"] == {**session["amount"], "currency": "USD", "minor": checkout.total}


def test_a_channel_that_takes_no_wallets_names_none(merchant):
    PaymentMethod.objects.create(channel_code="web", method="card", processor="local")
    forget_methods()
    checkout = ready_to_order(MILK=1)

    session = checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"}).json()
    refused = checkout.shopper.post("/wallet-tokens", approved())

    assert session["wallets"] == []
    assert (refused.status_code, refused.json()["code"]) == (422, "payments.method_not_offered")


def test_apples_sheet_is_validated_for_apples_addresses_only():
    shopper = ready_to_order(MILK=1).shopper

    opened = shopper.post("/apple-pay-sessions", {"validation_url": VALIDATION_URL})

    assert opened.status_code == 201
    assert opened.json()["session"]["merchantIdentifier"] == "merchant.example.shop"
    for url in (
        "https://evil.example/paymentservices/startSession",
        "http://apple-pay-gateway.apple.com/paymentservices/startSession",
        "https://apple-pay-gateway.apple.com.evil.example/paymentservices/startSession",
        "https://apple-pay-gateway.apple.com@evil.example/paymentservices/startSession",
        "https://169.254.169.254/paymentservices/startSession",
    ):
        refused = shopper.post("/apple-pay-sessions", {"validation_url": url})
        assert refused.json()["code"] == "payments.wallet_refused", url


def test_a_payload_is_in_no_table_file_log_or_answer(stock, deliver, processor, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    checkout = ready_to_order(MILK=1)
    shopper = checkout.shopper
    shopper.post(f"{checkout.path}/payment", {"method": APPLE_PAY})
    answers = [
        shopper.post("/wallet-tokens", body)
        for body in (
            approved(),
            {"method": APPLE_PAY, "payload": "a secret payload test_4242424242424242"},
            {"method": "other_pay", "payload": "test_4242424242424242"},
            {"method": APPLE_PAY, "payload": "test_4242424242424242" * (LONGEST_PAYLOAD // 21 + 1)},
        )
    ]
    token = answers[0].json()["token"]
    body = {"expected_total_minor": checkout.total, "token": token}
    assert shopper.post(f"{checkout.path}/order", body).status_code == 201
    deliver()

    assert [answer.status_code for answer in answers] == [201, 422, 422, 422]
    written = "".join(capfd.readouterr()) + caplog.text
    said = b"".join(answer.content for answer in answers).decode()
    for secret in ("test_4242424242424242", "4242424242424242", "a1b2"):
        assert tables_with(secret) == []
        assert files_with(secret, processor.book.path.parent) == []
        assert secret not in written + said
