"""Purchase days: one row for each customer and day with a purchase."""

import polars as pl

COLUMNS = ("customer", "day", "amount", "lines", "discount")


def as_days(purchases: pl.DataFrame) -> pl.DataFrame:
    """
    Return purchases summed by customer and day, sorted; what came to nothing or less is no purchase.

    Args:
        purchases: columns customer (whole number), day (whole number), amount (money) and, where known,
            lines (how many articles; 1 if missing) and discount (money; 0 if missing).

    Returns:
        Columns `COLUMNS`.

    Raises:
        ValueError: a column is missing.
    """
    missing = {"customer", "day", "amount"} - set(purchases.columns)
    if missing:
        raise ValueError(f"The purchases lack {', '.join(sorted(missing))}.")
    known = purchases.with_columns(
        [
            pl.lit(value).alias(name)
            for name, value in (("lines", 1), ("discount", 0.0))
            if name not in purchases.columns
        ]
    )
    return (
        known.filter(pl.col("amount") > 0)
        .group_by("customer", "day")
        .agg(pl.col("amount").sum(), pl.col("lines").sum(), pl.col("discount").sum())
        .select(
            pl.col("customer").cast(pl.Int64),
            pl.col("day").cast(pl.Int64),
            pl.col("amount", "lines", "discount").cast(pl.Float64),
        )
        .sort("customer", "day")
    )
