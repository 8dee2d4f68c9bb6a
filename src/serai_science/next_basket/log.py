"""The log of purchases that everything here is computed from."""

import polars as pl

COLUMNS = {
    "customer": pl.Int64,
    "basket": pl.Int64,
    "product": pl.Int64,
    "day": pl.Float64,
    "kind": pl.Int64,
    "group": pl.Int64,
}
"""
`day` is the moment of the basket in days since any epoch. `kind` is what could stand for the product, such as
white milk; `group` is wider, such as dairy. Where they are not known, they repeat the product's number.
"""


def as_log(lines: pl.DataFrame) -> pl.DataFrame:
    """
    Return the lines as a log: the columns of `COLUMNS` in their types, each product once per basket.

    Args:
        lines: has at least customer, basket, product and day.

    Raises:
        ValueError: a column is missing.

    Example:
        >>> as_log(pl.DataFrame({"customer": [1, 1], "basket": [1, 1], "product": [7, 7], "day": [0, 0]}))
        shape: (1, 6)
        ┌──────────┬────────┬─────────┬─────┬──────┬───────┐
        │ customer ┆ basket ┆ product ┆ day ┆ kind ┆ group │
        │ ---      ┆ ---    ┆ ---     ┆ --- ┆ ---  ┆ ---   │
        │ i64      ┆ i64    ┆ i64     ┆ f64 ┆ i64  ┆ i64   │
        ╞══════════╪════════╪═════════╪═════╪══════╪═══════╡
        │ 1        ┆ 1      ┆ 7       ┆ 0.0 ┆ 7    ┆ 7     │
        └──────────┴────────┴─────────┴─────┴──────┴───────┘
    """
    needed = [
        name for name in ("customer", "basket", "product", "day") if name not in lines.columns
    ]
    if needed:
        raise ValueError(f"The log of purchases lacks {', '.join(needed)}.")
    given = lines.with_columns(
        pl.col("product").alias(name) for name in ("kind", "group") if name not in lines.columns
    )
    typed = given.select(pl.col(name).cast(kind) for name, kind in COLUMNS.items())
    return typed.unique(["basket", "product"], keep="first", maintain_order=True)


def before(log: pl.DataFrame, day: float) -> pl.DataFrame:
    """Return the lines of the baskets before a moment."""
    return log.filter(pl.col("day") < day)


def first_baskets(log: pl.DataFrame, start: float, end: float, *, seen: int = 2) -> pl.DataFrame:
    """
    Return what the customers bought in their first basket from `start` until before `end`.

    Args:
        log: purchases.
        start: a moment, days.
        end: a later moment, days.
        seen: how many baskets before `start` a customer must have, >= 1.

    Returns:
        Columns customer, product; one line per product.

    Notes:
        Baskets of one moment are taken by their numbers. Time O(n log n).
    """
    known = (
        before(log, start)
        .group_by("customer")
        .agg(pl.col("basket").n_unique())
        .filter(pl.col("basket") >= seen)
    )
    later = log.filter(pl.col("day").is_between(start, end, closed="left"))
    later = later.join(known, on="customer", how="semi")
    first = later.sort("day", "basket").unique("customer", keep="first", maintain_order=True)
    return later.join(first, on=["customer", "basket"], how="semi").select("customer", "product")
