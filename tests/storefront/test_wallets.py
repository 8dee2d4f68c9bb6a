"""Wallets of the browser at the checkout, as the server sees them."""

import json

import httpx
import pytest
from storefront.client import Client
from storefront.conftest import SETTINGS
from storefront.fake_api import create_fake
from storefront.fake_platform import Platform
from storefront.reader import Reader

from serai_storefront.app import create_app

WALLETS = [
    {
        "method": "apple_pay",
        "merchant_id": "merchant.example",
        "merchant_name": "Corner “Shop” & Sons",
        "networks": ["visa", "mastercard"],
        "country": "US",
    },
    {
        "method": "google_pay",
        "merchant_name": "Corner Shop",
        "networks": ["visa"],
        "country": "US",
        "gateway": "example",
        "gateway_merchant_id": "id",
        "is_test": True,
    },
    {"method": "pay_of_tomorrow"},
]
APPLE = {"method": "apple_pay"}
APPLES_FILE = "/.well-known/apple-developer-merchantid-domain-association"


@pytest.fixture
def with_wallets(at_payment: Reader, platform: Platform) -> Reader:
    platform.wallets = WALLETS
    at_payment.open("/checkout/payment")
    return at_payment


def test_each_known_wallet_has_a_hidden_form_of_its_own(with_wallets: Reader) -> None:
    page = with_wallets.page
    forms = [each for tag, each in page.tags if "data-wallet" in each]

    assert [tag for tag, each in page.tags if "data-wallets" in each and "hidden" in each]
    assert all("hidden" in form for form in forms)
    assert "with Apple Pay" in page.text
    asks, _google = (json.loads(form["data-wallet"]) for form in forms)
    assert asks["merchant_name"] == "Corner “Shop” & Sons"
    assert (asks["currency"], asks["total"]) == ("USD", "12.25")


def test_the_page_may_ask_for_a_payment_and_loads_no_foreign_script(with_wallets: Reader) -> None:
    headers = with_wallets.page.answer.headers

    assert "payment=(self)" in headers["Permissions-Policy"]
    assert "script-src 'self';" in headers["Content-Security-Policy"]
    assert "https://google.com/pay https://pay.google.com;" in headers["Content-Security-Policy"]


def test_a_shop_without_wallets_says_nothing_of_them(at_payment: Reader) -> None:
    page = at_payment.open("/checkout/payment")

    assert not [each for _, each in page.tags if "data-wallet" in each]
    assert "payment=()" in page.answer.headers["Permissions-Policy"]
    assert "google" not in page.answer.headers["Content-Security-Policy"]


def test_what_the_wallet_gave_is_exchanged_and_pays(
    with_wallets: Reader, platform: Platform
) -> None:
    fields = {
        **with_wallets.page.form("/checkout/payment", **APPLE).fields,
        "payload": "test_wallet",
    }

    page = with_wallets.post("/checkout/payment", fields)

    assert "Thank you! Your order has been placed." in page.text
    assert platform.told_by_wallets == [{"method": "apple_pay", "payload": "test_wallet"}]


def test_what_no_wallet_gave_is_told_with_the_card_form_at_hand(with_wallets: Reader) -> None:
    fields = with_wallets.page.form("/checkout/payment", **APPLE).fields

    page = with_wallets.post("/checkout/payment", fields)

    assert "Approve the payment again" in page.text
    assert "number" in page.form("/checkout/payment", token="").fields


def test_a_wallet_that_nobody_heard_of_is_tried_again_with_the_same_token(
    with_wallets: Reader,
) -> None:
    fields = {
        **with_wallets.page.form("/checkout/payment", **APPLE).fields,
        "payload": "test_silent",
    }

    page = with_wallets.post("/checkout/payment", fields)

    assert page.status == 503
    again = page.form("/checkout/payment", **APPLE).fields
    assert (again["method"], again["key"]) == ("apple_pay", fields["key"])
    assert again["token"].startswith("tok_")
    assert "test_silent" not in page.answer.text


def test_apples_sheet_is_answered_by_the_platform(with_wallets: Reader) -> None:
    token = with_wallets.page.form("/checkout/payment", **APPLE).fields["form_token"]

    page = with_wallets.post(
        "/checkout/apple-pay-session",
        {"form_token": token, "validation_url": "https://apple-pay-gateway.apple.com/x"},
    )

    assert page.answer.json() == {"merchantSessionIdentifier": "pretended"}


def test_apples_file_is_served_as_configured(client: Client) -> None:
    app = create_app(
        SETTINGS.model_copy(update={"apple_pay_domain_file": "7B2270737"}),
        httpx.ASGITransport(create_fake(Platform("http://testserver"))),
    )
    configured = Client(app)

    assert client.get(APPLES_FILE).status_code == 404
    assert configured.get(APPLES_FILE).text == "7B2270737"

    configured.close()
