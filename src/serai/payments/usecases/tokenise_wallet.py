"""Turn what a wallet gave into a token."""

from datetime import datetime

from serai.payments.ports import CardToken
from serai.payments.ports.wallets import WalletPayload, Wallets
from serai.payments.queries.routes import route_of
from serai.plumbing.wiring import bound


def tokenise_wallet(wallet: WalletPayload, *, channel_code: str, now: datetime) -> CardToken:
    """
    Hand a wallet's payload to the processor that takes the wallet in a channel; keep nothing of it.

    Raises:
        MethodNotOffered: the channel takes no such wallet.
        UnknownProcessor: who should take it cannot.
        WalletRefused: it cannot be read, or was used.
        ProcessorUnavailable: no answer in time.
    """
    processor = route_of(channel_code, wallet.method).processor
    return bound(Wallets).desk(processor.name).tokenise(wallet, now=now)
