"""Test wallets: tokens of what a pretended wallet gives, in the processor's own book."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

import msgspec

from serai.kernel.ids import new_secret
from serai.payments.adapters.local.book import Book
from serai.payments.adapters.local.cards import TEST_CARDS, Behaviour
from serai.payments.ports import CardToken, ProcessorUnavailable
from serai.payments.ports.wallets import APPLE_PAY, GOOGLE_PAY, WalletPayload, WalletRefused

NAMES = {APPLE_PAY: "Apple Pay", GOOGLE_PAY: "Google Pay"}
GOOGLES_EXAMPLE = "examplePaymentMethodToken"
"""What Google's test environment gives for the gateway `example`."""
_OK = "4242424242424242"


class _PaymentData(msgspec.Struct):
    data: str


class _AppleToken(msgspec.Struct):
    paymentData: _PaymentData  # noqa: N815 - Apple's name


@dataclass
class LocalWalletDesk:
    """
    Fills `WalletDesk` from the local processor's book.

    Takes `test_` and the number of a test card, where a real wallet gives encrypted data. A wallet has asked
    its holder already, so no bank asks again.
    """

    book: Book
    processor: str = "local"

    def tokenise(self, wallet: WalletPayload, *, now: datetime) -> CardToken:
        """Return a token; of the payload only the last four digits and the behaviour are kept."""
        number, token = _number_in(wallet), new_secret("tok_")
        behaviour = TEST_CARDS[number]
        if behaviour is Behaviour.CHALLENGE:
            behaviour = Behaviour.OK
        made = CardToken(token, NAMES[wallet.method], number[-4:])
        try:
            with self.book.writing() as book:
                book.execute(
                    "INSERT INTO token VALUES (?, ?, ?, ?, ?)",
                    (token, made.brand, made.last4, behaviour, now.isoformat()),
                )
        except (sqlite3.OperationalError, OSError):
            raise ProcessorUnavailable(self.processor) from None
        return made


def _number_in(wallet: WalletPayload) -> str:
    said = wallet.payload
    if wallet.method == APPLE_PAY:
        try:
            said = msgspec.json.decode(said, type=_AppleToken).paymentData.data
        except msgspec.DecodeError:
            raise WalletRefused("not_readable") from None
    number = _OK if said == GOOGLES_EXAMPLE else said.removeprefix("test_")
    if number not in TEST_CARDS or wallet.method not in NAMES:
        raise WalletRefused("not_a_test_wallet")
    return number
