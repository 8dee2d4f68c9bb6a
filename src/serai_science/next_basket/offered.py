"""What a merchant's plan says of products."""

import polars as pl

from serai_science.next_basket.offers import offers_at, told_before

_WEEK = 7.0


def offered_products(lines: pl.DataFrame, offers: pl.DataFrame, now: float) -> pl.DataFrame:
    """
    Return how each product sold is offered now, was a week ago and is usually.

    Args:
        lines: the log with `with_offers`' shares.
        offers: as `as_offers` returns them.
        now: the present, days.

    Returns:
        Columns product, told, front, shown, told_last, shown_last, told_usually, front_usually, shown_usually and
        told_when_sold, one line per product of `lines`. Where nobody planned the present yet, it is taken
        to be as usual.
    """
    last = offers_at(offers, now - _WEEK).select(
        "product", pl.col("told").alias("told_last"), pl.col("shown").alias("shown_last")
    )
    first = lines.select(pl.col("day").min().fill_null(now - 1)).item()
    sold = lines.group_by("product").agg(pl.col("told").mean().alias("told_when_sold"))
    usual = told_before(offers, first=first, now=now)
    here = offers_at(offers, now)
    if here.is_empty():
        here = usual.rename(lambda name: name.removesuffix("_usually"))
    found = sold.join(here, on="product", how="left").join(last, on="product", how="left")
    return found.join(usual, on="product", how="left").with_columns(
        pl.exclude("product").fill_null(0.0)
    )
