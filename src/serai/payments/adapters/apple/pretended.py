"""A session that nobody was asked for."""

from collections.abc import Mapping
from typing import Any

from serai.payments.adapters.apple.addresses import host_of
from serai.payments.ports.wallets import WalletFront


class PretendedValidation:
    """Fills `MerchantValidation` without asking anybody: for a shop on this machine."""

    def session(self, validation_url: str, front: WalletFront) -> Mapping[str, Any]:
        """Return a session that no real sheet believes."""
        host_of(validation_url)
        return {
            "merchantIdentifier": front.merchant_id,
            "displayName": front.merchant_name,
            "merchantSessionIdentifier": "pretended",
        }
