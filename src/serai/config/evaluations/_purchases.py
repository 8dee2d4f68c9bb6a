"""Purchases for evaluations: the demo's year, or a file of one's own."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from serai.config.complete_journey.source import table
from serai_science.next_basket.log import as_log

_DAY_MS = 86_400_000
_WEEK_50 = pl.datetime(2017, 12, 4, 5)
"""The retail week 50 begins on Monday at midnight in New York; the data are in UTC."""


@dataclass(frozen=True, slots=True)
class TimeSplit:
    """
    A log of purchases and the moment where the past ends.

    Attributes:
        log: see `serai_science.next_basket.log`.
        now: days; what comes later is the test.
    """

    log: pl.DataFrame
    now: float


def time_split(data: Path) -> TimeSplit:
    """
    Return the demo's year cut before week 50, or the file at `data` cut four weeks before its end.

    A file is Parquet or CSV with the columns customer, basket, product, time (an instant) and, where they are
    known, quantity, kind and group; see `docs/algorithms/next-basket.md`.
    """
    if data.is_file():
        own = _own(data)
        return TimeSplit(own, float(own["day"].max()) - 28)  # type: ignore[arg-type]
    lines = _groceries().collect()
    return TimeSplit(as_log(lines), lines.select(_days(_WEEK_50)).item(0, 0))


def _groceries() -> pl.LazyFrame:
    """Return the demo's purchases without fuel, whose quantities are thousandths, and without coupons."""
    other = (pl.col("department") == "FUEL") | pl.col("product_category").is_in(
        ["FUEL", "COUPON/MISC ITEMS"]
    )
    sold = table("transactions").join(table("products"), on="product_id", how="left")
    return sold.filter((pl.col("quantity") > 0) & ~other.fill_null(value=False)).select(
        pl.col("household_id").alias("customer"),
        pl.col("basket_id").alias("basket"),
        pl.col("product_id").alias("product"),
        _days(pl.col("transaction_timestamp")).alias("day"),
        _number("product_type").alias("kind"),
        _number("product_category").alias("group"),
    )


def _own(path: Path) -> pl.DataFrame:
    lines = (
        pl.read_csv(path, try_parse_dates=True) if path.suffix == ".csv" else pl.read_parquet(path)
    )
    if "quantity" in lines.columns:
        lines = lines.filter(pl.col("quantity") > 0)
    names = [name for name in ("customer", "basket", "product", "kind", "group") if name in lines]
    return as_log(lines.with_columns(*map(_number, names), _days(pl.col("time")).alias("day")))


def _number(column: str) -> pl.Expr:
    return pl.col(column).rank("dense").fill_null(0).cast(pl.Int64).alias(column)


def _days(instant: pl.Expr) -> pl.Expr:
    return instant.dt.timestamp("ms") / _DAY_MS
