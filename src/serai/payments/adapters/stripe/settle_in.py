"""Makes the processor of a Stripe account."""

from dataclasses import replace
from datetime import timedelta

from serai.payments.adapters.stripe.connection import Connection
from serai.payments.adapters.stripe.processor import ABILITIES, StripeProcessor

BUDGET = timedelta(seconds=8)
"""How long a call may take: a card's bank needs up to a few seconds."""


def settle_in(
    *,
    secret_key: str,
    public_key: str,
    webhook_secret: str,
    api_url: str,
    wallets: tuple[str, ...] = (),
) -> StripeProcessor:
    """
    Return the processor of an account; it calls nobody yet.

    Args:
        secret_key: the account's key, `sk_…` or a restricted `rk_…`.
        public_key: what browsers make tokens with, `pk_…`.
        webhook_secret: of the endpoint `/api/webhooks/payments/stripe`, `whsec_…`.
        api_url: the API; another address for a local one.
        wallets: the wallets it takes besides cards.
    """
    return StripeProcessor(
        connection=Connection(secret_key, url=api_url, budget=BUDGET),
        public_key=public_key,
        webhook_secret=webhook_secret,
        api_url=api_url,
        abilities=replace(ABILITIES, methods=(*ABILITIES.methods, *wallets)),
    )
