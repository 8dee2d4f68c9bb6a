"""Makes the carrier of an EasyPost account."""

from datetime import timedelta

from serai.fulfilment.adapters.easypost.carrier import EasyPostCarrier
from serai.fulfilment.adapters.easypost.connection import Connection

BUDGET = timedelta(seconds=20)
"""How long a call may take: the carriers behind it are asked meanwhile."""


def settle_in(*, key: str, webhook_secret: str, url: str) -> EasyPostCarrier:
    """
    Return the carrier of an account; it calls nobody yet.

    Args:
        key: the account's.
        webhook_secret: of the webhook `/api/webhooks/carriers/easypost`.
        url: the API; another address for a local one.
    """
    return EasyPostCarrier(Connection(key, url=url, budget=BUDGET), webhook_secret)
