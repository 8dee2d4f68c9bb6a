"""What the demo's goods cost: the data do not say, so it is invented and says so."""

from datetime import datetime
from decimal import Decimal

import polars as pl

from serai.config.complete_journey.prices import CURRENCY
from serai.config.complete_journey.shelf_prices import shelf_prices
from serai.config.complete_journey.source import table
from serai.plumbing.progress import Progress
from serai.pricing.public import CostRow, set_unit_costs

SOURCE = "complete-journey, invented"
_SHARE = Decimal("0.72")
"""Of the shelf price: grocers keep a bit more than a quarter of it."""
_MOST = 5000


def load(progress: Progress, *, now: datetime) -> int:
    """Invent a cost for the goods that sold most; return how many are new."""
    sold = table("transactions").group_by("product_id").agg(pl.col("quantity").sum())
    best = sold.sort("quantity", descending=True).head(_MOST).select("product_id").collect()
    frame = shelf_prices().join(best, on="product_id", how="semi")
    with progress("Costs", len(frame)) as advance:
        rows = [
            CostRow(str(product), CURRENCY, _cost(regular or minor))
            for product, minor, regular in frame.select(
                "product_id", "price_minor", "regular_minor"
            ).iter_rows()
        ]
        written = set_unit_costs(rows, source=SOURCE, now=now)
        advance(len(frame))
    return written


def _cost(minor: int) -> Decimal:
    return (Decimal(minor) / 100 * _SHARE).quantize(Decimal("0.0001"))
