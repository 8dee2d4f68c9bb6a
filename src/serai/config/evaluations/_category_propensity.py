"""Who buys from a category in the next four weeks: the demo's panel, beside how often they did."""

from collections.abc import Iterator
from time import process_time

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai.config.complete_journey.source import table
from serai.config.measurement import Measurement
from serai_science.auc import auc, log_loss
from serai_science.propensity.category import (
    FEATURES,
    Asked,
    describe_categories,
    learn_category,
)

Numbers = NDArray[np.float64]
_LARGEST, _WEEKS = 100, 4
_TAUGHT, _TESTED = (37, 41, 45), 49
_FREQUENCY, _FADING = FEATURES.index("days_all"), FEATURES.index("fading_120")


def categories_of_people() -> Iterator[Measurement]:
    """
    Yield how well buyers of the 100 largest categories are told apart in weeks 50 to 53.

    Learned from the four weeks after 37, 41 and 45; asked are all households that bought by week 49.
    """
    clock = process_time()
    days = _purchase_days()
    first = int(days["day"].min())  # type: ignore[arg-type]
    cuts = {week: _after_week(days, week) for week in (*_TAUGHT, _TESTED)}
    asked = _asked(days, cuts[_TAUGHT[0]])
    line = learn_category(
        np.concatenate([_described(days, asked, cuts[week], first) for week in _TAUGHT]),
        np.concatenate([_bought(days, asked, cuts[week]) for week in _TAUGHT]),
    )
    everybody = Asked(_customers(days, cuts[_TESTED]), asked.categories)
    known = _described(days, everybody, cuts[_TESTED], first)
    bought, chance = _bought(days, everybody, cuts[_TESTED]), line.chance(known)
    seconds = process_time() - clock
    shape = (everybody.customers.size, everybody.categories.size)
    for name, told in (("all pairs", _whole), ("within a category, mean", _within)):
        frequency, fading = (told(bought, known[:, each], shape) for each in (_FREQUENCY, _FADING))
        yield Measurement(
            f"categories, AUC of {name}",
            told(bought, chance, shape),
            "AUC",
            reference=fading,
            note=f"{bought.size:,} pairs, {bought.mean():.1%} bought; baseline: fading frequency,"
            f" plain frequency {frequency:.4f}",
        )
    yield Measurement(
        "categories, log loss",
        log_loss(bought, chance),
        "nats",
        reference=log_loss(bought, _as_chances(bought, known)),
        at_most=True,
        note="baseline: a line on fading frequency alone, taught on the test itself",
    )
    yield Measurement("categories, CPU to describe, learn and predict", seconds, "s")


def _purchase_days() -> pl.DataFrame:
    """Return each day on which a household bought from a category; days count from 1970."""
    sold = (
        table("transactions")
        .filter(pl.col("quantity") > 0)
        .join(table("products"), on="product_id")
        .filter(
            pl.col("department") != "FUEL",
            ~pl.col("product_category").is_in(["FUEL", "COUPON/MISC ITEMS"]),
        )
    )
    day = pl.col("transaction_timestamp").dt.offset_by("-5h").cast(pl.Date).to_physical()
    named = (
        sold.select(
            pl.col("household_id").cast(pl.Int64).alias("customer"),
            "product_category",
            day.cast(pl.Int64).alias("day"),
            pl.col("week").cast(pl.Int64),
        )
        .unique()
        .collect()
    )
    places = named.select(pl.col("product_category").unique().sort()).with_row_index("category")
    return named.join(places, on="product_category").with_columns(pl.col("category").cast(pl.Int64))


def _after_week(days: pl.DataFrame, week: int) -> int:
    return int(days.filter(pl.col("week") <= week)["day"].max()) + 1  # type: ignore[arg-type]


def _customers(days: pl.DataFrame, now: int) -> NDArray[np.int64]:
    return days.filter(pl.col("day") < now)["customer"].unique().sort().to_numpy()


def _asked(days: pl.DataFrame, now: int) -> Asked:
    """Return everybody and the largest categories, as they were known before `now`."""
    past = days.filter(pl.col("day") < now)
    counts = (
        past.group_by("category").agg(pl.len()).sort(["len", "category"], descending=[True, False])
    )
    return Asked(_customers(days, now), counts["category"].head(_LARGEST).sort().to_numpy())


def _described(days: pl.DataFrame, asked: Asked, now: int, first: int) -> Numbers:
    pairs = days.select("customer", "category", "day").unique()
    return describe_categories(pairs, asked, now=now, start=first).reshape(-1, len(FEATURES))


def _bought(days: pl.DataFrame, asked: Asked, now: int) -> Numbers:
    later = days.filter((pl.col("day") >= now) & (pl.col("day") < now + 7 * _WEEKS))
    counts = later.group_by("customer", "category").agg(pl.len().alias("bought"))
    return (asked.grid(counts, "bought") > 0).astype(np.float64).ravel()


def _whole(bought: Numbers, score: Numbers, shape: tuple[int, int]) -> float:
    return auc(bought, score)


def _within(bought: Numbers, score: Numbers, shape: tuple[int, int]) -> float:
    each = zip(bought.reshape(shape).T, score.reshape(shape).T, strict=True)
    return float(np.mean([auc(mine, said) for mine, said in each if 0 < mine.mean() < 1]))


def _as_chances(bought: Numbers, known: Numbers) -> Numbers:
    return learn_category(known[:, [_FADING]], bought).chance(known[:, [_FADING]])
