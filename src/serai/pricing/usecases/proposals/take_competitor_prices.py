"""Take in what competitors ask, many prices at once."""

from collections.abc import Sequence
from datetime import datetime

from serai.plumbing.db import unit_of_work
from serai.pricing.models import CompetitorPrice
from serai.pricing.usecases.proposals.feed_rows import CompetitorRow, in_minor, variants_named


@unit_of_work()
def take_competitor_prices(rows: Sequence[CompetitorRow], *, now: datetime) -> int:
    """
    Keep what was seen: all of the rows, or none. What is known already is not kept twice.

    Returns how many rows the feed had.

    Raises:
        FeedRefused: a row makes no sense.
    """
    variants = variants_named(rows)
    CompetitorPrice.objects.bulk_create(
        [
            CompetitorPrice(
                variant_id=variant,
                competitor=row.competitor,
                currency=row.currency,
                amount_minor=max(1, int(in_minor(row.price, row.currency).to_integral_value())),
                seen_at=row.seen_at,
                recorded_at=now,
            )
            for variant, row in zip(variants, rows, strict=True)
        ],
        batch_size=2000,
        ignore_conflicts=True,
    )
    return len(variants)
