"""Which wallets a channel takes."""

from serai.payments.ports.wallets import WalletFront, Wallets
from serai.payments.queries.methods import methods_offered
from serai.plumbing.wiring import bound


def wallets_of_channel(channel_code: str) -> tuple[WalletFront, ...]:
    """Return what a browser must know of each wallet that a channel offers; hardly ever a statement."""
    fronts = bound(Wallets).fronts
    if not fronts:
        return ()
    offered = {setting.method for setting in methods_offered(channel_code)}
    return tuple(front for front in fronts if front.method in offered)
