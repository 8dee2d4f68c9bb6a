"""The chance that a customer buys from a category in the weeks that come."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai_science.linear.logistic import LogisticLine, fit_logistic

Numbers = NDArray[np.float64]
_QUARTER, _NEVER, _RIDGE = 91.0, 366.0, 10.0
_HALF_LIVES = (30.0, 120.0)
FEATURES = (
    "days_28", "days_91", "days_all", "since", "overdue", "fading_30", "fading_120", "trips_28", "trips_all",
    "since_trip", "category_28", "category_all",
)  # fmt: skip
"""What is known of each customer and category; see `describe_categories`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom and which categories: both sorted, without repeats; every pair is asked."""

    customers: NDArray[np.int64]
    categories: NDArray[np.int64]

    def grid(self, rows: pl.DataFrame, column: str, *, otherwise: float = 0.0) -> Numbers:
        """Return a column of (customer, category) rows as (customers, categories); others are `otherwise`."""
        found = np.full((self.customers.size, self.categories.size), otherwise)
        kept = rows.filter(
            pl.col("customer").is_in(self.customers), pl.col("category").is_in(self.categories)
        )
        at = np.searchsorted(self.customers, kept["customer"].to_numpy())
        of = np.searchsorted(self.categories, kept["category"].to_numpy())
        found[at, of] = kept[column].cast(pl.Float64).to_numpy()
        return found


def describe_categories(days: pl.DataFrame, asked: Asked, *, now: int, start: int) -> Numbers:
    """
    Return what is known of every pair before `now`; (customers, categories, len(FEATURES)).

    Days and trips are purchase days of the pair and of the customer, of all time as a quarter of a year; since
    is days to the last; overdue is since / the usual gap; fading counts halve in 30 and 120 days; category_… is
    the share of the asked customers who bought there.

    Args:
        days: customer, category, day: each once.
        asked: which pairs.
        now: the first day that is not known.
        start: the first day of the history.
    """
    past = days.filter(pl.col("day") < now).with_columns(ago=now - pl.col("day"))
    pairs = past.group_by("customer", "category").agg(
        (pl.col("ago") <= 28).sum().alias("days_28"),
        (pl.col("ago") <= 91).sum().alias("days_91"),
        pl.len().alias("days_all"),
        pl.col("ago").min().alias("since"),
        pl.col("ago").max().alias("age"),
        *(_faded(half).alias(f"fading_{half:.0f}") for half in _HALF_LIVES),
    )
    quarters = max(now - start, 1) / _QUARTER
    grids = {
        name: asked.grid(pairs, name)
        for name in ("days_28", "days_91", "days_all", "fading_30", "fading_120", "age")
    }
    since = asked.grid(pairs, "since", otherwise=_NEVER)
    often = grids["days_all"]
    gap = (grids["age"] - since) / np.maximum(often - 1, 1)
    overdue = np.where(often > 1, since / np.maximum(gap, 1), 0.0)
    shape = since.shape
    trips = _trips(past, asked)
    shares = [(grids[name] > 0).mean(axis=0)[None, :] for name in ("days_28", "days_all")]
    columns = (
        grids["days_28"], grids["days_91"], often / quarters, since, overdue, grids["fading_30"],
        grids["fading_120"], trips["trips_28"], trips["trips_all"] / quarters, trips["since_trip"],
        *shares,
    )  # fmt: skip
    return np.stack([np.broadcast_to(each, shape) for each in columns], axis=2)


def learn_category(features: Numbers, bought: Numbers) -> LogisticLine:
    """
    Learn the chance of a purchase from (n, len(FEATURES)) features and (n,) of 0 and 1.

    The line is on log(1 + value), with weights that are shrunk a little.
    """
    return fit_logistic(features, bought, ridge=_RIDGE, logs=True)


def _faded(half: float) -> pl.Expr:
    return (pl.col("ago") * -(float(np.log(2)) / half)).exp().sum()


def _trips(past: pl.DataFrame, asked: Asked) -> dict[str, Numbers]:
    seen = (
        past.select("customer", "ago")
        .unique()
        .group_by("customer")
        .agg(
            (pl.col("ago") <= 28).sum().alias("trips_28"),
            pl.len().alias("trips_all"),
            pl.col("ago").min().alias("since_trip"),
        )
    )
    known = pl.DataFrame({"customer": asked.customers}).join(
        seen.with_columns(pl.col("customer").cast(pl.Int64)), on="customer", how="left"
    )
    return {
        name: known[name].fill_null(_NEVER if name == "since_trip" else 0).to_numpy()[:, None]
        for name in ("trips_28", "trips_all", "since_trip")
    }
