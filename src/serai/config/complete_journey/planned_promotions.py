"""The year's leaflets and displays as plans: facts that forecasts are learned from."""

from datetime import date, datetime
from uuid import UUID

import polars as pl

from serai.config.complete_journey.source import table
from serai.inventory.public import PLANNED_PROMOTION
from serai.plumbing.facts import write_rows
from serai.plumbing.progress import Progress

_FIRST_MONDAY = date(2017, 1, 2)
_LEAST_UNITS = 25
_KINDS = {
    "display": pl.col("display_location") != "0",
    "leaflet": pl.col("mailer_location") != "0",
    **{f"leaflet {each}": pl.col("mailer_location") == each for each in "ADHF"},
    "shelf end": pl.col("display_location").is_in(["3", "5", "6", "7"]),
}


def load(progress: Progress, *, variants: dict[int, UUID], now: datetime) -> int:
    """
    Write in which share of the stores each article was in the leaflet and on display, week by week.

    Args:
        progress: shows that it is done.
        variants: ids by the numbers of the articles.
        now: when the plans become facts.

    Returns:
        How many plans were new; articles that sold fewer than 25 units in the year have none.
    """
    with progress("Planned promotions", 1) as advance:
        written = write_rows(PLANNED_PROMOTION.name, _plans(variants), now=now)
        advance(1)
    return written


def _plans(variants: dict[int, UUID]) -> pl.DataFrame:
    sold = table("transactions").group_by("product_id").agg(pl.col("quantity").sum())
    worth = sold.filter(pl.col("quantity") >= _LEAST_UNITS).select("product_id")
    promoted = table("promotions").filter(pl.col("week") >= 2)
    stores = promoted.select(pl.col("store_id").n_unique()).collect().item()
    shares = (
        promoted.join(worth, on="product_id", how="semi")
        .group_by("product_id", "week")
        .agg((found.sum() / stores).alias(kind) for kind, found in _KINDS.items())
        .collect()
        .unpivot(index=["product_id", "week"], variable_name="kind", value_name="share")
        .filter(pl.col("share") > 0)
    )
    names = pl.DataFrame(
        {"product_id": list(variants), "variant_id": [str(each) for each in variants.values()]},
        schema={"product_id": pl.Int64, "variant_id": pl.String},
    )
    monday = pl.lit(_FIRST_MONDAY) + pl.duration(weeks=pl.col("week") - 2)
    return shares.join(names, on="product_id").select(
        pl.concat_str("variant_id", "week", "kind", separator=":").alias("event_id"),
        monday.cast(pl.Datetime("us", "UTC")).alias("occurred_at"),
        "variant_id",
        monday.cast(pl.Date).alias("starts_on"),
        "kind",
        "share",
    )
