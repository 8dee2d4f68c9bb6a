"""Makes the Pix bank of this installation and gives it a clock."""

import hashlib
import hmac
from datetime import timedelta
from pathlib import Path

from serai.kernel import clock
from serai.payments.adapters.local.book import Book
from serai.payments.adapters.pix.provider import Pix
from serai.payments.domain.br_code import Receiver
from serai.plumbing.jobs import periodic
from serai.plumbing.wiring import bind

BUDGET = timedelta(seconds=5)


def settle_in(*, var: Path, secret: bytes, api_url: str, receiver: Receiver) -> Pix:
    """
    Return the bank; its webhooks are delivered every ten seconds.

    Args:
        var: the folder in which its book is kept.
        secret: the installation's secret; the bank's own are derived from it.
        api_url: the address of the api, for browsers and for webhooks.
        receiver: who is paid, as the payer's bank shows it.
    """
    book = Book(var / "pix.sqlite3", patience=BUDGET)
    webhook_secret = hmac.digest(secret, b"pix: webhooks", hashlib.sha256)
    bank = Pix(
        book=book,
        public_url=f"{api_url}/pix",
        public_key="",
        webhook_secret=webhook_secret,
        budget=BUDGET,
        receiver=receiver,
    )
    bind(Pix, bank)
    address = f"{api_url}/api/webhooks/payments/{bank.name}"

    @periodic(cron="* * * * * */10", name="payments.deliver_pix_webhooks")
    def deliver_pix_webhooks() -> None:
        """Take the bank's news to our own webhook endpoint."""
        # Only the worker delivers: the other processes are spared the import of an HTTP client.
        from serai.payments.adapters.local.courier import deliver_due  # noqa: PLC0415

        bank.lapse(now=clock.now())
        deliver_due(book, address, webhook_secret, now=clock.now())

    return bank
