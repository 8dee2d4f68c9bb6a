"""Say what goods cost the merchant, many at once."""

from collections.abc import Sequence
from datetime import datetime

from serai.plumbing.db import unit_of_work
from serai.pricing.models import UnitCost
from serai.pricing.queries.proposals.market import unit_costs
from serai.pricing.usecases.proposals.feed_rows import CostRow, in_minor, variants_named


@unit_of_work()
def set_unit_costs(rows: Sequence[CostRow], *, source: str, now: datetime) -> int:
    """
    Let goods cost what is said from now on: all of the rows, or none. Return how many were written.

    A cost that is in force already is not written again.

    Raises:
        FeedRefused: a row makes no sense.
    """
    variants = variants_named(rows)
    known = {
        currency: unit_costs(variants, currency, now) for currency in {row.currency for row in rows}
    }
    fresh = [
        (variant, row.currency, cost)
        for variant, row in zip(variants, rows, strict=True)
        if known[row.currency].get(variant) != (cost := in_minor(row.cost, row.currency))
    ]
    UnitCost.objects.bulk_create(
        [
            UnitCost(
                variant_id=variant,
                currency=currency,
                cost_minor=cost,
                valid_from=now,
                source=source[:64],
                recorded_at=now,
            )
            for variant, currency, cost in fresh
        ],
        batch_size=2000,
    )
    return len(fresh)
