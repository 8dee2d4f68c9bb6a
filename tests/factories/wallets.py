"""A shop that takes wallets."""

import json
from typing import Any

from serai.payments.adapters.apple.pretended import PretendedValidation
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.local.wallets import LocalWalletDesk
from serai.payments.ports import Abilities
from serai.payments.ports.wallets import APPLE_PAY, GOOGLE_PAY, WalletFront, Wallets
from serai.plumbing.wiring import bind

VALIDATION_URL = "https://apple-pay-gateway.apple.com/paymentservices/startSession"
FRONTS = (
    WalletFront(APPLE_PAY, "merchant.example.shop", "Corner Shop", ("visa", "mastercard"), "US"),
    WalletFront(
        GOOGLE_PAY, "", "Corner Shop", ("visa",), "US", "example", "exampleGatewayId", is_test=True
    ),
)


def let_wallets_pay(processor: LocalProcessor) -> None:
    """Have the local processor take both wallets, in every channel that was told nothing."""
    processor.abilities = Abilities(methods=("card", APPLE_PAY, GOOGLE_PAY))
    bind(Wallets, Wallets(FRONTS, [LocalWalletDesk(processor.book)], PretendedValidation()))


def approved(number: str = "4242424242424242", method: str = APPLE_PAY) -> dict[str, Any]:
    """Return what a browser sends after the shopper approved."""
    token = {"paymentData": {"data": f"test_{number}"}, "transactionIdentifier": "a1b2"}
    payload = json.dumps(token) if method == APPLE_PAY else f"test_{number}"
    return {"method": method, "payload": payload}
