"""Purchase days for evaluations of customers: public sets, or a file of one's own."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from serai.config.complete_journey.source import table
from serai_science.buying.days import as_days


@dataclass(frozen=True, slots=True)
class History:
    """
    Purchase days and the moment where the past ends.

    Attributes:
        days: see `serai_science.buying.days`; day counts from 1970.
        now: what comes from this day on is the truth.
        start: the first day.
        is_demo: whether it is the demo's year.
    """

    days: pl.DataFrame
    now: int
    start: int
    is_demo: bool = False


def demo_days(*, now: date) -> History:
    """Return the demo's year, everything that was paid for, cut at `now`; days are days of UTC."""
    lines = table("transactions").select(
        pl.col("household_id").cast(pl.Int64).alias("customer"),
        _day(pl.col("transaction_timestamp")).alias("day"),
        pl.col("sales_value").alias("amount"),
        pl.col("retail_disc").alias("discount"),
    )
    days = as_days(lines.collect())
    return History(days, _number(now), _first(days), is_demo=True)


def own_days(path: Path, *, ahead: int) -> History:
    """Return purchases of a file, cut `ahead` days before their end; columns as `as_days`, with `time` for day."""
    lines = (
        pl.read_csv(path, try_parse_dates=True) if path.suffix == ".csv" else pl.read_parquet(path)
    )
    days = as_days(
        lines.with_columns(
            _day(pl.col("time")).alias("day"),
            pl.col("customer").rank("dense").cast(pl.Int64).alias("customer"),
        )
    )
    return History(days, int(days["day"].max()) + 1 - ahead, _first(days))  # type: ignore[arg-type]


def online_retail_days(path: Path, *, now: date) -> History:
    """Return the first year of the public online retailer, without returns and without lines of nobody."""
    lines = pl.read_parquet(path).filter(
        pl.col("CustomerID").is_not_null() & (pl.col("Quantity") > 0) & (pl.col("UnitPrice") > 0)
    )
    days = as_days(
        lines.select(
            pl.col("CustomerID").cast(pl.Int64).alias("customer"),
            _day(pl.col("InvoiceDate")).alias("day"),
            (pl.col("Quantity") * pl.col("UnitPrice")).alias("amount"),
        )
    )
    return History(days, _number(now), _first(days))


def _day(instant: pl.Expr) -> pl.Expr:
    return instant.cast(pl.Date).to_physical().cast(pl.Int64)


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def _first(days: pl.DataFrame) -> int:
    return int(days["day"].min())  # type: ignore[arg-type]
