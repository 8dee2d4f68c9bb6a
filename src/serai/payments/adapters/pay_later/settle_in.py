"""Makes the pay-later provider of this installation and gives it a clock."""

import hashlib
import hmac
from datetime import timedelta
from pathlib import Path

from serai.kernel import clock
from serai.payments.adapters.local.book import Book
from serai.payments.adapters.pay_later.provider import PayLater
from serai.plumbing.jobs import periodic
from serai.plumbing.wiring import bind

BUDGET = timedelta(seconds=5)


def settle_in(*, var: Path, secret: bytes, api_url: str) -> PayLater:
    """
    Return the provider; its webhooks are delivered every ten seconds.

    Args:
        var: the folder in which its book is kept.
        secret: the installation's secret; the provider's own are derived from it.
        api_url: the address of the api, for browsers and for webhooks.
    """
    book = Book(var / "pay-later.sqlite3", patience=BUDGET)
    webhook_secret = hmac.digest(secret, b"pay later: webhooks", hashlib.sha256)
    provider = PayLater(
        book=book,
        public_url=f"{api_url}/pay-later",
        public_key=hmac.new(secret, b"pay later: key", hashlib.sha256).hexdigest(),
        webhook_secret=webhook_secret,
        budget=BUDGET,
    )
    bind(PayLater, provider)
    address = f"{api_url}/api/webhooks/payments/{provider.name}"

    @periodic(cron="* * * * * */10", name="payments.deliver_pay_later_webhooks")
    def deliver_pay_later_webhooks() -> None:
        """Take the provider's news to our own webhook endpoint."""
        # Only the worker delivers: the other processes are spared the import of an HTTP client.
        from serai.payments.adapters.local.courier import deliver_due  # noqa: PLC0415

        provider.lapse(now=clock.now())
        deliver_due(book, address, webhook_secret, now=clock.now())

    return provider
