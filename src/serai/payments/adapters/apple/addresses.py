"""Which addresses are Apple's."""

import re

from serai.payments.ports.wallets import WalletRefused

APPLE = re.compile(
    r"https://((?:cn-)?apple-pay-gateway(?:-[a-z0-9-]+)?\.apple\.com)/paymentservices/[A-Za-z]+"
)
"""The addresses that Apple documents; the sheet names one of them."""


def host_of(validation_url: str) -> str:
    """
    Return the host of an address of Apple's.

    Raises:
        WalletRefused: it is none of Apple's.
    """
    found = APPLE.fullmatch(validation_url)
    if found is None:
        raise WalletRefused("not_apples_address")
    return found[1]
