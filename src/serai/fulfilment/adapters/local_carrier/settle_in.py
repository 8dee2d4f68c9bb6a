"""Makes the carrier of this installation, and lets it tell its news."""

import hashlib
import hmac
from pathlib import Path

from serai.fulfilment.adapters.local_carrier.book import Book
from serai.fulfilment.adapters.local_carrier.carrier import LocalCarrier
from serai.kernel import clock
from serai.plumbing.jobs import periodic
from serai.plumbing.wiring import bind


def settle_in(*, var: Path, secret: bytes, api_url: str) -> LocalCarrier:
    """
    Return the carrier inside the house; its news are delivered every ten seconds.

    Args:
        var: the folder in which its book is kept.
        secret: the installation's secret; the carrier's own is derived from it.
        api_url: the address of the api, for its pages and its news.
    """
    carrier = LocalCarrier(
        book=Book(var / "local-carrier.sqlite3"),
        public_url=f"{api_url}/local-carrier",
        webhook_secret=hmac.digest(secret, b"local carrier: webhooks", hashlib.sha256),
    )
    bind(LocalCarrier, carrier)
    address = f"{api_url}/api/webhooks/carriers/{carrier.name}"

    @periodic(cron="* * * * * */10", name="fulfilment.deliver_local_carrier_news")
    def deliver_local_carrier_news() -> None:
        """Take the local carrier's news to our own webhook endpoint."""
        # Only the worker delivers: the other processes are spared the import of an HTTP client.
        from serai.fulfilment.adapters.local_carrier.courier import deliver_due  # noqa: PLC0415

        deliver_due(carrier, address, now=clock.now())

    return carrier
