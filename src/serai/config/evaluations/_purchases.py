"""Purchases for evaluations: the demo's year, or a file of one's own."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from serai.config.complete_journey.source import table
from serai.discovery.domain.day_parts import parts_of_hours
from serai_science.next_basket.log import as_log
from serai_science.next_basket.offers import as_offers

_DAY_MS = 86_400_000
_WEEK_2 = pl.datetime(2017, 1, 2, time_zone="America/New_York")
"""The retail weeks begin on Mondays at midnight in New York; the data are in UTC."""
_LAST_WEEK = 49
_PROMOTION_STORES = 112


@dataclass(frozen=True, slots=True)
class TimeSplit:
    """
    A log of purchases and the moment where the past ends.

    Attributes:
        log: see `serai_science.next_basket.log`.
        now: days; what comes later is the test.
        offers: what was advertised and when; see `serai_science.next_basket.offers`.
    """

    log: pl.DataFrame
    now: float
    offers: pl.DataFrame


@dataclass(frozen=True, slots=True)
class StoreSplit:
    """
    Purchases with their places and hours, and the moment where the past ends.

    Attributes:
        lines: columns customer, basket, product (from 0), store (from 0), day, and part of the day.
        now: days; what comes later is the test.
        n_products: how many products.
        n_stores: how many stores.
    """

    lines: pl.DataFrame
    now: float
    n_products: int
    n_stores: int


def store_split(data: Path, *, last_week: int = _LAST_WEEK) -> StoreSplit:
    """
    Return the demo's year cut after `last_week`, or the file at `data` cut four weeks before its end.

    A file is as for `time_split`, with the column store; its clock is that of `time`.
    """
    if data.is_file():
        lines = _sold(data).with_columns(
            _days(pl.col("time")).alias("day"), pl.col("time").dt.hour().alias("hour")
        )
        now = float(lines["day"].max()) - 28  # type: ignore[arg-type]
    else:
        local = pl.col("transaction_timestamp").dt.replace_time_zone("UTC")
        hour = local.dt.convert_time_zone("America/New_York").dt.hour()
        lines = _groceries(hour=hour, store=pl.col("store_id")).collect()
        now = pl.select(_monday(pl.lit(last_week + 1))).item()
    parts = pl.Series("part", parts_of_hours(lines["hour"].to_numpy()))
    once = lines.with_columns(parts).unique(
        ["basket", "product"], keep="first", maintain_order=True
    )
    numbered = once.select(
        *map(_number, ("customer", "basket")),
        *(_number(name) - 1 for name in ("product", "store")),
        "day",
        "part",
    )
    return StoreSplit(numbered, now, numbered["product"].n_unique(), numbered["store"].n_unique())


def time_split(data: Path, *, last_week: int = _LAST_WEEK) -> TimeSplit:
    """
    Return the demo's year cut after `last_week`, or the file at `data` cut four weeks before its end.

    A file is Parquet or CSV with the columns customer, basket, product, time (an instant) and, where they are
    known, quantity, kind and group; offers, where there are any, lie beside it; see
    `docs/algorithms/next-basket.md`.
    """
    if data.is_file():
        return _own(data)
    lines = _groceries().collect()
    now = pl.select(_monday(pl.lit(last_week + 1))).item()
    return TimeSplit(as_log(lines), now, as_offers(_leaflets().collect()))


def _groceries(**more: pl.Expr) -> pl.LazyFrame:
    """
    Return the demo's purchases without fuel, whose quantities are thousandths, and without coupons.

    Args:
        more: columns besides.
    """
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
        **more,
    )


def _leaflets() -> pl.LazyFrame:
    """Return the demo's displays and mailers as shares of the stores that tell of them, week by week."""
    place, mailer = pl.col("display_location"), pl.col("mailer_location")
    weekly = (
        table("promotions")
        .group_by(pl.col("product_id").alias("product"), "week")
        .agg(
            (mailer != "0").sum().alias("told"),
            mailer.is_in(["A", "D", "F", "H"]).sum().alias("front"),
            (place != "0").sum().alias("shown"),
        )
    )
    return weekly.with_columns(
        pl.col("told", "front", "shown") / _PROMOTION_STORES,
        _monday(pl.col("week")).alias("start"),
        _monday(pl.col("week") + 1).alias("end"),
    )


def _monday(week: pl.Expr) -> pl.Expr:
    """Return the moment at which a retail week begins, days."""
    return _days(_WEEK_2.dt.offset_by(pl.format("{}w", week.cast(pl.Int64) - 2)))


def _own(path: Path) -> TimeSplit:
    lines = _sold(path).with_columns(_days(pl.col("time")).alias("day"))
    names = [name for name in ("customer", "basket", "product", "kind", "group") if name in lines]
    log = as_log(lines.with_columns(*map(_number, names)))
    products = lines.select("product", _number("product").alias("number")).unique()
    now = float(log["day"].max()) - 28  # type: ignore[arg-type]
    return TimeSplit(log, now, as_offers(_own_offers(path, products)))


def _own_offers(path: Path, products: pl.DataFrame) -> pl.DataFrame | None:
    beside = path.with_suffix(f".offers{path.suffix}")
    if not beside.is_file():
        return None
    offers = _read(beside).join(products, on="product")
    return offers.with_columns(_days(pl.col("start", "end")), pl.col("number").alias("product"))


def _sold(path: Path) -> pl.DataFrame:
    lines = _read(path)
    return lines.filter(pl.col("quantity") > 0) if "quantity" in lines.columns else lines


def _read(path: Path) -> pl.DataFrame:
    if path.suffix == ".csv":
        return pl.read_csv(path, try_parse_dates=True)
    return pl.read_parquet(path)


def _number(column: str) -> pl.Expr:
    return pl.col(column).rank("dense").fill_null(0).cast(pl.Int64).alias(column)


def _days(instant: pl.Expr) -> pl.Expr:
    return instant.dt.timestamp("ms") / _DAY_MS
