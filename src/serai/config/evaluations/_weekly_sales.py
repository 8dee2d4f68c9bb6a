"""Weekly sales of products for evaluations of prices: the demo's year, or a file of one's own."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai.config.complete_journey.source import table
from serai_science.elasticity.of_products import Panel

_STORES = 112
"""How many stores the demo's leaflets and displays were written down for."""
_BY_WEIGHT = 0.9
"""Where nearly every line has a price of its own, goods are weighed and a price of a piece is none."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """A panel and the week of each row."""

    panel: Panel
    week: NDArray[np.int64]


def weekly_sales(data: Path, *, most: int) -> Weeks:
    """
    Return the weeks of the products that sold most: the demo's, or those of the file at `data`.

    A file is Parquet or CSV with the columns product, week (a number), units and price (of one unit), and, where
    they are known, group and any number of columns that begin with `control_`.
    """
    rows = _own(data) if data.is_file() else _demo()
    best = rows.group_by("product").agg(pl.col("units").sum()).sort("units", descending=True)
    rows = rows.join(best.head(most).select("product"), on="product", how="semi")
    rows = rows.sort("product", "week")
    controls = [name for name in rows.columns if name.startswith("control_")]
    product = _codes(rows["product"])
    group = np.zeros(int(product.max()) + 1, np.int64)
    group[product] = _codes(rows["group"])
    panel = Panel(
        product=product,
        log_units=np.log(rows["units"].to_numpy().astype(np.float64)),
        log_price=np.log(rows["price"].to_numpy()),
        controls=rows.select(controls).to_numpy().astype(np.float64),
        group=group,
    )
    return Weeks(panel, rows["week"].to_numpy().astype(np.int64))


def _demo() -> pl.DataFrame:
    """
    Return weeks 2 to 53 of the chain, without fuel, coupons and goods that are weighed.

    A price is what a unit cost at the shelf: what was paid and what coupons paid for it. Controls: the shares of
    stores that displayed the product and had it in the leaflet, and the log of the trips of the week.
    """
    lines = _lines()
    weighed = (
        lines.group_by("product", "week", "store")
        .agg(pl.col("price").n_unique().alias("prices"), pl.len().alias("lines"))
        .filter(pl.col("lines") > 1)
        .group_by("product")
        .agg((pl.col("prices") / pl.col("lines")).mean().alias("share"))
        .filter(pl.col("share") >= _BY_WEIGHT)
    )
    trips = lines.group_by("week").agg(pl.col("basket").n_unique().log().alias("control_trips"))
    weeks = (
        lines.join(weighed, on="product", how="anti")
        .group_by("product", "week")
        .agg(
            pl.col("units").sum(),
            pl.col("paid").sum(),
            pl.col("group").first(),
        )
        .filter(pl.col("paid") > 0)
        .with_columns((pl.col("paid") / pl.col("units")).alias("price"))
    )
    plan = _plan()
    return (
        weeks.join(trips, on="week")
        .join(plan, on=["product", "week"], how="left")
        .with_columns(pl.col("control_display", "control_leaflet").fill_null(0.0))
        .drop("paid")
        .collect()
    )


def _lines() -> pl.LazyFrame:
    other = (pl.col("department") == "FUEL") | pl.col("product_category").is_in(
        ["FUEL", "COUPON/MISC ITEMS"]
    )
    paid = pl.col("sales_value") + pl.col("coupon_disc") + pl.col("coupon_match_disc")
    sold = table("transactions").join(table("products"), on="product_id", how="left")
    kept = sold.filter(
        (pl.col("quantity") > 0) & (pl.col("week") >= 2) & ~other.fill_null(value=False)
    )
    return kept.select(
        pl.col("product_id").alias("product"),
        "week",
        pl.col("store_id").alias("store"),
        pl.col("basket_id").alias("basket"),
        pl.col("quantity").alias("units"),
        paid.alias("paid"),
        (paid / pl.col("quantity")).alias("price"),
        pl.col("product_category").fill_null("unknown").alias("group"),
    )


def _plan() -> pl.LazyFrame:
    return (
        table("promotions")
        .group_by(pl.col("product_id").alias("product"), "week")
        .agg(
            ((pl.col("display_location") != "0").sum() / _STORES).alias("control_display"),
            ((pl.col("mailer_location") != "0").sum() / _STORES).alias("control_leaflet"),
        )
    )


def _own(path: Path) -> pl.DataFrame:
    rows = pl.read_csv(path) if path.suffix == ".csv" else pl.read_parquet(path)
    if "group" not in rows.columns:
        rows = rows.with_columns(pl.lit("all").alias("group"))
    return rows.filter((pl.col("units") > 0) & (pl.col("price") > 0))


def _codes(column: pl.Series) -> NDArray[np.int64]:
    return np.unique(column.to_numpy(), return_inverse=True)[1].astype(np.int64)
