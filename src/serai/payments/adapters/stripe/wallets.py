"""Tokens of what wallets give, as Stripe makes them."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from serai.payments.adapters.stripe.connection import Connection, Refusal
from serai.payments.adapters.stripe.form import Value
from serai.payments.adapters.stripe.objects import label_of
from serai.payments.ports import CardToken
from serai.payments.ports.wallets import APPLE_PAY, GOOGLE_PAY, WalletPayload, WalletRefused

_TOKEN = re.compile(r"tok_[A-Za-z0-9_]{1,190}")


class _AppleMethod(msgspec.Struct):
    displayName: str = ""  # noqa: N815 - Apple's name
    network: str = ""


class _AppleToken(msgspec.Struct):
    paymentData: msgspec.Raw  # noqa: N815 - Apple's name
    paymentMethod: _AppleMethod = msgspec.field(default_factory=_AppleMethod)  # noqa: N815
    transactionIdentifier: str = ""  # noqa: N815


class _Card(msgspec.Struct):
    brand: str = ""
    last4: str = ""


class _GoogleToken(msgspec.Struct):
    id: str
    card: _Card = msgspec.field(default_factory=_Card)


@dataclass
class StripeWalletDesk:
    """
    Fills `WalletDesk` by the Stripe API.

    Apple's data are exchanged for a token of Stripe's; Google, told that the gateway is `stripe`, has
    done that itself, and what it gives is the token.
    """

    connection: Connection
    processor: str = "stripe"

    def tokenise(self, wallet: WalletPayload, *, now: datetime) -> CardToken:
        """Return a token; asks Stripe only about Apple's data."""
        try:
            if wallet.method == APPLE_PAY:
                return self._of_apple(msgspec.json.decode(wallet.payload, type=_AppleToken))
            if wallet.method == GOOGLE_PAY:
                return _of_google(msgspec.json.decode(wallet.payload, type=_GoogleToken))
        except msgspec.DecodeError:
            raise WalletRefused("not_readable") from None
        raise WalletRefused("unknown_wallet")

    def _of_apple(self, token: _AppleToken) -> CardToken:
        fields: dict[str, Value] = {
            "pk_token": bytes(token.paymentData).decode(),
            "pk_token_instrument_name": token.paymentMethod.displayName,
            "pk_token_payment_network": token.paymentMethod.network,
            "pk_token_transaction_id": token.transactionIdentifier,
        }
        try:
            made: dict[str, Any] = self.connection.post("/v1/tokens", fields)
        except Refusal as refusal:
            raise WalletRefused(refusal.code or "refused") from None
        brand, _, last4 = label_of({"payment_method": made}).partition(" •••• ")
        return CardToken(made["id"], brand, last4)


def _of_google(token: _GoogleToken) -> CardToken:
    if not _TOKEN.fullmatch(token.id):
        raise WalletRefused("not_readable")
    return CardToken(token.id, token.card.brand, token.card.last4)
