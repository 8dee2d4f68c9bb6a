"""What a merchant's plan says of products."""

import polars as pl

from serai_science.next_basket.offers import offers_at, told_before
from serai_science.runs import Codes, Numbers

_WEEK = 7.0


def offered_products(
    products: Codes, offers: pl.DataFrame, *, first: float, now: float
) -> dict[str, Numbers]:
    """
    Return how each product is offered now, was a week ago and is usually.

    Args:
        products: their numbers.
        offers: as `as_offers` returns them.
        first: when the first of them was sold, days.
        now: the present, days, > `first`.

    Returns:
        (products,) arrays: told, front, shown, told_last, shown_last, told_usually, front_usually, shown_usually.
        Where nobody planned the present yet, it is taken to be as usual.
    """
    last = offers_at(offers, now - _WEEK).select(
        "product", pl.col("told").alias("told_last"), pl.col("shown").alias("shown_last")
    )
    usual = told_before(offers, first=first, now=now)
    here = offers_at(offers, now)
    if here.is_empty():
        here = usual.rename(lambda name: name.removesuffix("_usually"))
    found = pl.DataFrame({"product": products})
    for plan in (here, last, usual):
        found = found.join(plan, on="product", how="left", maintain_order="left")
    return {
        name: found[name].fill_null(0.0).to_numpy() for name in found.columns if name != "product"
    }
