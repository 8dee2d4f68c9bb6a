"""What everyone must do who makes tokens of what wallets give."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from payments.makers import CHALLENGE, DECLINED, NOW, OK, PRICE, RETURN_URL, a_processor
from payments.stripe_vendor import StripeVendor, a_fresh_vendor

from serai.kernel.ids import uuid7
from serai.payments.adapters.local.wallets import GOOGLES_EXAMPLE, LocalWalletDesk
from serai.payments.adapters.stripe.wallets import StripeWalletDesk
from serai.payments.ports import (
    ChargeRefused,
    ChargeRequest,
    ChargeResult,
    ChargeStatus,
    PaymentProcessor,
    ProcessorUnavailable,
)
from serai.payments.ports.wallets import (
    APPLE_PAY,
    GOOGLE_PAY,
    WalletDesk,
    WalletPayload,
    WalletRefused,
)


def of_apple(number: str = OK) -> WalletPayload:
    """Return what Apple's sheet gives, where the encrypted data are the name of a test card."""
    token = {
        "paymentData": {"version": "EC_v1", "data": f"test_{number}", "signature": "MIAGCSqGSIb3"},
        "paymentMethod": {"displayName": "Visa 4242", "network": "Visa", "type": "debit"},
        "transactionIdentifier": "a1b2c3",
    }
    return WalletPayload(APPLE_PAY, json.dumps(token))


class Local:
    """The embedded desk, beside its processor."""

    def __init__(self, folder: Path) -> None:
        made = a_processor(folder)
        self.processor: PaymentProcessor = made
        self.desk: WalletDesk = LocalWalletDesk(made.book)

    def of_google(self, number: str = OK) -> WalletPayload:
        return WalletPayload(GOOGLE_PAY, f"test_{number}")


class Stripe:
    """A Stripe account."""

    def __init__(self, vendor: StripeVendor) -> None:
        self.vendor = vendor
        self.processor: PaymentProcessor = vendor.processor
        self.desk: WalletDesk = StripeWalletDesk(vendor.processor.connection)

    def of_google(self, number: str = OK) -> WalletPayload:
        """Google has Stripe make the token, and hands it out as JSON."""
        token = self.vendor.token(number).replace("pm_", "tok_")
        made = {"id": token, "object": "token", "card": {"brand": "Visa", "last4": number[-4:]}}
        return WalletPayload(GOOGLE_PAY, json.dumps(made))


@pytest.fixture(params=["local", "stripe"])
def vendor(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    if request.param == "local":
        yield Local(tmp_path)
    else:
        for made in a_fresh_vendor(tmp_path):
            yield Stripe(made)


@pytest.fixture(params=[APPLE_PAY, GOOGLE_PAY])
def wallet(request: pytest.FixtureRequest, vendor: Any) -> Any:
    return of_apple if request.param == APPLE_PAY else vendor.of_google


def charge(vendor: Any, token: str) -> ChargeResult:
    request = ChargeRequest(uuid7(), PRICE, token, RETURN_URL)
    return vendor.processor.charge(request, now=NOW)


def test_what_a_wallet_gives_becomes_a_short_token_that_pays(vendor, wallet):
    made = vendor.desk.tokenise(wallet(), now=NOW)

    assert len(made.token) <= 200
    assert made.last4 == "4242"
    assert charge(vendor, made.token).status is ChargeStatus.CAPTURED


def test_a_token_of_a_wallet_pays_once(vendor, wallet):
    token = vendor.desk.tokenise(wallet(), now=NOW).token
    charge(vendor, token)

    with pytest.raises(ChargeRefused):
        charge(vendor, token)


def test_the_bank_behind_a_wallet_may_decline(vendor, wallet):
    made = vendor.desk.tokenise(wallet(DECLINED), now=NOW)

    result = charge(vendor, made.token)

    assert (result.status, result.failure_code) == (ChargeStatus.FAILED, "card_declined")


def test_what_is_charged_is_shown_with_the_name_of_the_wallet(vendor):
    made = vendor.desk.tokenise(of_apple(), now=NOW)

    assert charge(vendor, made.token).label == "Apple Pay •••• 4242"


@pytest.mark.parametrize("method", [APPLE_PAY, GOOGLE_PAY, "other_pay"])
@pytest.mark.parametrize(
    "payload", ["", "{}", "[]", "null", '{"paymentData": 3}', '{"id": "pm_1"}']
)
def test_what_no_wallet_gave_is_refused(vendor, method, payload):
    with pytest.raises(WalletRefused) as refused:
        vendor.desk.tokenise(WalletPayload(method, payload), now=NOW)

    assert refused.value.reason


def test_a_payload_is_not_in_what_is_printed(vendor, wallet):
    assert OK not in repr(wallet())


def test_an_account_out_of_reach_is_said_to_be_so(tmp_path):
    for made in a_fresh_vendor(tmp_path):
        made.unplug()
        with pytest.raises(ProcessorUnavailable):
            StripeWalletDesk(made.processor.connection).tokenise(of_apple(), now=NOW)


def test_the_local_wallet_asks_no_bank_and_takes_googles_own_example(tmp_path):
    local = Local(tmp_path)

    for payload in (f"test_{CHALLENGE}", GOOGLES_EXAMPLE):
        made = local.desk.tokenise(WalletPayload(GOOGLE_PAY, payload), now=NOW)
        result = charge(local, made.token)
        assert result.status is ChargeStatus.CAPTURED
        assert result.label.startswith("Google Pay •••• ")
