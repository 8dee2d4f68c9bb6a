"""Makes the local processor of this installation and gives it a clock."""

import hashlib
import hmac
from datetime import timedelta
from pathlib import Path

from serai.kernel import clock
from serai.payments.adapters.local.book import Book
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.ports import Abilities
from serai.plumbing.jobs import periodic
from serai.plumbing.wiring import bind

BUDGET = timedelta(seconds=5)
"""How long a call to the processor may take."""


def settle_in(
    *, var: Path, secret: bytes, api_url: str, wallets: tuple[str, ...] = ()
) -> LocalProcessor:
    """
    Return the local processor; its webhooks are delivered every ten seconds.

    Args:
        var: the folder in which its book is kept.
        secret: the installation's secret; the processor's own are derived from it.
        api_url: the address of the api, for browsers and for webhooks.
        wallets: the wallets it takes besides cards.
    """
    book = Book(var / "local-processor.sqlite3", patience=BUDGET)
    webhook_secret = hmac.digest(secret, b"local processor: webhooks", hashlib.sha256)
    processor = LocalProcessor(
        book=book,
        public_url=f"{api_url}/local-processor",
        public_key="pk_local_processor",
        webhook_secret=webhook_secret,
        budget=BUDGET,
        abilities=Abilities(methods=("card", *wallets)),
    )
    bind(LocalProcessor, processor)
    address = f"{api_url}/api/webhooks/payments/{processor.name}"

    @periodic(cron="* * * * * */10", name="payments.deliver_local_webhooks")
    def deliver_local_webhooks() -> None:
        """Take the local processor's news to our own webhook endpoint."""
        # Only the worker delivers: the other processes are spared the import of an HTTP client.
        from serai.payments.adapters.local.courier import deliver_due  # noqa: PLC0415

        processor.lapse(now=clock.now())
        deliver_due(book, address, webhook_secret, now=clock.now())

    return processor
