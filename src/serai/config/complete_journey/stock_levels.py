"""How much of each product lies where: invented from what was sold, since the data hold no stock."""

import polars as pl

from serai.config.complete_journey.source import table

RECENT_WEEKS = 13
CENTRE_WEEKS = 4
STORE_WEEKS = 2
LEAST_AT_CENTRE, LEAST_AT_STORE = 8, 2


def store_levels() -> pl.DataFrame:
    """
    Return a stock level for every product that a store sold in its last quarter: two weeks' sales.

    Returns:
        store_id (i64), product_id (i64), quantity (i64, units, >= 2).
    """
    return (
        _recent_sales()
        .group_by("store_id", "product_id")
        .agg(pl.col("quantity").sum())
        .with_columns(_cover(STORE_WEEKS, LEAST_AT_STORE))
        .sort("store_id", "product_id")
        .collect()
    )


def centre_levels() -> pl.DataFrame:
    """
    Return a stock level at the distribution centre for every product: four weeks' sales of the chain.

    What nobody bought in the last quarter lies there in the least quantity, and one in twelve of those
    is out of stock, so that the shop shows what that looks like.

    Returns:
        product_id (i64), quantity (i64, units, >= 0).
    """
    sold = _recent_sales().group_by("product_id").agg(pl.col("quantity").sum())
    slow = pl.col("quantity").is_null()
    return (
        table("products")
        .select("product_id")
        .join(sold, on="product_id", how="left")
        .with_columns(
            pl.when(slow & (pl.col("product_id") % 12 == 0))
            .then(0)
            .otherwise(_cover(CENTRE_WEEKS, LEAST_AT_CENTRE))
            .cast(pl.Int64)
            .alias("quantity")
        )
        .sort("product_id")
        .collect()
    )


def _recent_sales() -> pl.LazyFrame:
    newest = pl.col("week") > 53 - RECENT_WEEKS
    by_unit = pl.col("quantity").is_between(1, 99)  # fuel is counted in thousandths
    return table("transactions").filter(newest & by_unit)


def _cover(weeks: int, least: int) -> pl.Expr:
    units = (pl.col("quantity").fill_null(0) * weeks / RECENT_WEEKS).ceil().cast(pl.Int64)
    return pl.max_horizontal(units, pl.lit(least, dtype=pl.Int64)).alias("quantity")
