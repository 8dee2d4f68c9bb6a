"""What the tests of payments have in common: a moment, an amount, cards, and a fresh processor."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from serai.kernel.money import Money
from serai.payments.adapters.local.book import Book
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.ports import Card

NOW = datetime(2026, 3, 14, 15, 9, 26, tzinfo=UTC)
PRICE = Money(1234, "USD")
RETURN_URL = "https://shop.example/orders/1?back=1"

OK = "4242424242424242"
DECLINED = "4000000000000002"
CHALLENGE = "4000000000003220"
TIME_OUT = "4000000000000119"
TWICE = "4000000000000259"
DISPUTED = "4000000000002685"


def a_card(number: str = OK) -> Card:
    return Card(number, "12/30", "123")


def a_processor(folder: Path) -> LocalProcessor:
    """Return a local processor with a book in `folder`; its time-outs take no time."""
    return LocalProcessor(
        book=Book(folder / "local-processor.sqlite3", patience=timedelta(seconds=5)),
        public_url="http://testserver/local-processor",
        public_key="pk_test",
        webhook_secret=b"a webhook secret of tests",
        sleep=lambda _: None,
    )


def charges_of(processor: LocalProcessor) -> list[tuple[str, str, int, int]]:
    """Return key, status, amount and refunded amount of every charge in the processor's book."""
    found = processor.book.connection().execute(
        "SELECT key, status, amount_minor, refunded_minor FROM charge ORDER BY rowid"
    )
    return [tuple(row) for row in found]
