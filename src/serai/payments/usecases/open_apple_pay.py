"""Let Apple's sheet open."""

from collections.abc import Mapping
from typing import Any

from serai.payments.ports.wallets import APPLE_PAY, Wallets
from serai.payments.queries.routes import MethodNotOffered
from serai.payments.queries.wallets import wallets_of_channel
from serai.plumbing.wiring import bound


def open_apple_pay(channel_code: str, validation_url: str) -> Mapping[str, Any]:
    """
    Return the session that Apple's sheet asks for; calls Apple, outside any transaction.

    Raises:
        MethodNotOffered: the channel takes no Apple Pay.
        WalletRefused: the address is not Apple's.
        WalletUnavailable: Apple gave none.
    """
    validation = bound(Wallets).validation
    for front in wallets_of_channel(channel_code):
        if front.method == APPLE_PAY and validation is not None:
            return validation.session(validation_url, front)
    raise MethodNotOffered(APPLE_PAY)
