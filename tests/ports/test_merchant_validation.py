"""What everyone who asks for a session of Apple Pay keeps to; Apple's server is one of this machine's."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from outbound.receivers import Receiver, receiving

from serai.payments.adapters.apple.pretended import PretendedValidation
from serai.payments.adapters.apple.validation import AppleValidation
from serai.payments.ports.wallets import (
    APPLE_PAY,
    MerchantValidation,
    WalletFront,
    WalletRefused,
    WalletUnavailable,
)

pytestmark = pytest.mark.enable_socket
APPLES = "https://apple-pay-gateway.apple.com/paymentservices/startSession"
FRONT = WalletFront(APPLE_PAY, "merchant.example", "Example", ("visa",), "US")
SESSION = {"merchantSessionIdentifier": "opaque", "nonce": "1"}


@pytest.fixture
def apple() -> Iterator[Receiver]:
    with receiving(status=200, body=json.dumps(SESSION).encode()) as server:
        yield server


@pytest.fixture
def certificate(tmp_path: Path) -> str:
    """Return the path of a certificate with its key, as Apple gives one to a merchant."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "merchant.example")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "merchant.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return str(path)


@pytest.fixture(params=["apple", "pretended"])
def validation(
    request: pytest.FixtureRequest, apple: Receiver, certificate: str
) -> MerchantValidation:
    if request.param == "pretended":
        return PretendedValidation()
    return AppleValidation("shop.example", certificate, url=apple.url.removesuffix("/hook"))


def test_a_session_is_handed_on(validation: MerchantValidation):
    assert validation.session(APPLES, FRONT)["merchantSessionIdentifier"]


@pytest.mark.parametrize(
    "address",
    [
        "https://apple.example/paymentservices/startSession",
        "http://apple-pay-gateway.apple.com/paymentservices/startSession",
        "https://apple-pay-gateway.apple.com.evil.example/paymentservices/startSession",
        "https://evil@apple-pay-gateway.apple.com/paymentservices/startSession",
        "https://apple-pay-gateway.apple.com/other",
        "",
    ],
)
def test_nobody_but_apple_is_asked(validation: MerchantValidation, apple: Receiver, address: str):
    with pytest.raises(WalletRefused):
        validation.session(address, FRONT)

    assert apple.messages == []


def test_apple_is_told_who_asks(apple: Receiver, certificate: str):
    made = AppleValidation("shop.example", certificate, url=apple.url.removesuffix("/hook"))

    assert made.session(APPLES, FRONT) == SESSION
    [message] = apple.messages
    assert message.path == "/paymentservices/startSession"
    assert json.loads(message.body) == {
        "merchantIdentifier": "merchant.example",
        "displayName": "Example",
        "initiative": "web",
        "initiativeContext": "shop.example",
    }


def test_no_session_is_said_clearly(apple: Receiver, certificate: str):
    apple.status = 417
    made = AppleValidation("shop.example", certificate, url=apple.url.removesuffix("/hook"))

    with pytest.raises(WalletUnavailable):
        made.session(APPLES, FRONT)


def test_a_certificate_that_is_not_there_is_said_clearly(apple: Receiver):
    made = AppleValidation("shop.example", "/nowhere.pem", url=apple.url)

    with pytest.raises(WalletUnavailable):
        made.session(APPLES, FRONT)

    assert apple.messages == []
