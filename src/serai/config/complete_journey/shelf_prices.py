"""What each product cost last, at the shelf."""

import polars as pl

from serai.config.complete_journey.source import table

NOT_FOR_THE_WEB = ("FUEL", "COUPON/MISC ITEMS")
"""Product categories that are not goods to order: fuel by the thousandth of a gallon, coupons."""


def shelf_prices() -> pl.DataFrame:
    """
    Return the shelf price of every product that can be ordered.

    The latest real sale decides: its price for one unit before coupons, and the regular price where it
    was reduced. A product that nobody bought in the year takes the median of its type, else of its
    category, else of its department; such prices are marked derived.

    Returns:
        product_id (i64), price_minor (i64, cents > 0), regular_minor (i64 or null: not reduced),
        derived (bool); one row per product.
    """
    products = table("products").filter(
        ~pl.col("product_category").is_in(NOT_FOR_THE_WEB).fill_null(False)
        & (pl.col("department") != "FUEL")
    )
    sold = _latest_sales()
    priced = products.join(sold, on="product_id", how="left")
    for level in ("product_type", "product_category", "department"):
        priced = priced.with_columns(
            pl.col("price_minor").median().over(level).alias(f"median of {level}")
        )
    guess = pl.coalesce(
        "median of product_type", "median of product_category", "median of department", pl.lit(199)
    )
    return (
        priced.select(
            "product_id",
            pl.coalesce("price_minor", guess.round()).cast(pl.Int64).alias("price_minor"),
            "regular_minor",
            pl.col("price_minor").is_null().alias("derived"),
        )
        .sort("product_id")
        .collect()
    )


def _latest_sales() -> pl.LazyFrame:
    paid = pl.col("sales_value") + pl.col("coupon_disc") + pl.col("coupon_match_disc")
    each = (paid / pl.col("quantity") * 100).round().cast(pl.Int64)
    regular = ((paid + pl.col("retail_disc")) / pl.col("quantity") * 100).round().cast(pl.Int64)
    return (
        table("transactions")
        .filter((pl.col("quantity") > 0) & (pl.col("sales_value") > 0))
        .select(
            "product_id",
            "transaction_timestamp",
            "basket_id",
            each.alias("price_minor"),
            regular.alias("regular_minor"),
        )
        .filter(pl.col("price_minor") > 0)
        .sort("transaction_timestamp", "basket_id")
        .group_by("product_id")
        .last()
        .select(
            "product_id",
            "price_minor",
            pl.when(pl.col("regular_minor") > pl.col("price_minor"))
            .then("regular_minor")
            .alias("regular_minor"),
        )
    )
