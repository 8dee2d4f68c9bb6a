"""What the page says on which a wallet pays."""

from collections.abc import Mapping
from types import MappingProxyType

from serai.payments.adapters.local.words import words_in

_ENGLISH = MappingProxyType(
    {
        "pay_with_wallet": "Pay with your wallet",
        "sign": "Sign the transfer",
        "what_happens": "Your wallet shows the transfer and asks you to sign it. You pay no fee for it.",
        "no_wallet": "This browser has no wallet. Open this address in your wallet's browser.",
        "did_not_work": "The transfer was not made:",
        "is_paid": "This is paid. You can go back to your order.",
    }
)


def wallet_words_in(locale: str) -> Mapping[str, str]:
    """Return the texts of the page, with the language and its direction for the document itself."""
    return words_in(locale, _ENGLISH)
