"""Shelf prices of the web shop."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from serai.config.complete_journey.shelf_prices import shelf_prices
from serai.config.complete_journey.stores import WEB
from serai.kernel.money import Money
from serai.plumbing.progress import Progress
from serai.pricing.public import import_prices

SOURCE, DERIVED = "complete-journey", "complete-journey, derived"
CURRENCY = "USD"


def load(progress: Progress, *, variants: dict[int, UUID], now: datetime) -> int:
    """
    Give every product its latest real price, or one derived from its like; return how many were written.

    Args:
        progress: shows how far it is.
        variants: the variant of each product number.
        now: from when on the prices count.
    """
    frame = shelf_prices()
    written = 0
    with progress("Prices", len(frame)) as advance:
        for derived, source in ((False, SOURCE), (True, DERIVED)):
            some = frame.filter(frame["derived"] == derived).drop("derived")
            written += import_prices(_prices(some.iter_rows(), variants), source=source, now=now)
            advance(len(some))
    return written


def _prices(
    rows: Iterator[tuple[int, int, int | None]], variants: dict[int, UUID]
) -> Iterator[tuple[UUID, str, Money, Money | None]]:
    for product_id, minor, regular_minor in rows:
        if (variant := variants.get(product_id)) is not None:
            regular = Money(regular_minor, CURRENCY) if regular_minor else None
            yield variant, WEB, Money(minor, CURRENCY), regular
