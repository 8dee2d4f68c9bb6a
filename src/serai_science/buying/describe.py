"""From purchase days to what is known of each customer at a moment."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

WINDOWS = (7, 14, 21, 28, 42, 56, 92)
HALF_LIVES = (15, 30, 60, 120)
_LONG = (28, 92)
_BLOCK, _BLOCKS, _GAPS = 14, 6, 20

FEATURES = (
    "since", "age", "days", "rate", "spend_rate", "mean_spend",
    *(f"days_{w}" for w in WINDOWS),
    *(f"spend_{w}" for w in WINDOWS),
    *(f"lines_{w}" for w in _LONG),
    *(f"discount_{w}" for w in _LONG),
    *(f"fading_days_{h}" for h in HALF_LIVES),
    *(f"fading_spend_{h}" for h in HALF_LIVES),
    "gap_middle", "gap_spread", "gap_longest", "gap_last", "overdue",
    *(f"days_block_{how}" for how in ("least", "most", "spread", "middle")),
    *(f"spend_block_{how}" for how in ("least", "most", "spread", "middle")),
)  # fmt: skip
"""The columns that `describe` returns beside customer: days, money and counts."""


def describe(days: pl.DataFrame, *, now: int, start: int) -> pl.DataFrame:
    """
    Return what is known of every customer who bought before `now`, from nothing later; sorted by customer.

    Args:
        days: purchase days, see `days.as_days`.
        now: the moment; purchases of this day are not known yet.
        start: the first day of the history, so that a short one is not mistaken for little buying.

    Returns:
        customer and `FEATURES`. since and age are days from the last and first purchase to `now`; rate is
        purchase days a day of age; fading counts weigh each day 0.5^(days ago / half-life), as a share of what
        buying every day of the history would count; gaps are those between the latest 21 purchase days (of who
        bought once: their age); overdue is since / the middle gap; blocks are the last six fortnights.
    """
    past = days.filter(pl.col("day") < now).with_columns(ago=now - pl.col("day"))
    sums = past.group_by("customer").agg(
        pl.col("ago").min().alias("since"),
        pl.col("ago").max().alias("age"),
        pl.len().alias("days"),
        pl.col("amount").sum().alias("spend"),
        *(_within(w).sum().alias(f"days_{w}") for w in WINDOWS),
        *(_within(w, "amount").alias(f"spend_{w}") for w in WINDOWS),
        *(_within(w, "lines").alias(f"lines_{w}") for w in _LONG),
        *(_within(w, "discount").alias(f"discount_{w}") for w in _LONG),
        *(_fading(h, now - start).sum().alias(f"fading_days_{h}") for h in HALF_LIVES),
        *(
            (_fading(h, now - start) * pl.col("amount")).sum().alias(f"fading_spend_{h}")
            for h in HALF_LIVES
        ),
    )
    known = (
        sums.join(_gaps(past), on="customer", how="left")
        .join(_blocks(past, now - start), on="customer", how="left")
        .with_columns(
            *(
                pl.col(f"gap_{how}").fill_null(pl.col("age"))
                for how in ("middle", "longest", "last")
            ),
            rate=pl.col("days") / pl.col("age"),
            spend_rate=pl.col("spend") / pl.col("age"),
            mean_spend=pl.col("spend") / pl.col("days"),
            gap_spread=pl.col("gap_spread").fill_null(0.0),
        )
        .with_columns(overdue=pl.col("since") / pl.col("gap_middle"))
    )
    return known.sort("customer").select("customer", pl.col(FEATURES).cast(pl.Float64))


def matrix(described: pl.DataFrame) -> NDArray[np.float64]:
    """Return `FEATURES` as (n, k) numbers."""
    return described.select(FEATURES).to_numpy()


def _within(window: int, column: str | None = None) -> pl.Expr:
    inside = pl.col("ago") <= window
    return inside if column is None else pl.col(column).filter(inside).sum()


def _fading(half_life: int, whole: int) -> pl.Expr:
    every_day = float((0.5 ** (np.arange(1, whole + 1) / half_life)).sum())
    return 0.5 ** (pl.col("ago") / half_life) / every_day


def _gaps(past: pl.DataFrame) -> pl.DataFrame:
    gap = pl.col("day").diff().tail(_GAPS)
    return past.group_by("customer", maintain_order=True).agg(
        gap.median().alias("gap_middle"),
        gap.std(ddof=0).alias("gap_spread"),
        gap.max().alias("gap_longest"),
        gap.last().alias("gap_last"),
    )


def _blocks(past: pl.DataFrame, whole: int) -> pl.DataFrame:
    """Return how the last fortnights differ; a history shorter than six has as many as fit, at least one."""
    count = max(1, min(_BLOCKS, whole // _BLOCK))
    block = ((pl.col("ago") - 1) // _BLOCK).cast(pl.Int64)
    cells = (
        past.with_columns(block=block)
        .filter(pl.col("block") < count)
        .group_by("customer", "block")
        .agg(pl.len().cast(pl.Float64).alias("days"), pl.col("amount").sum().alias("spend"))
    )
    every = (
        past.select("customer")
        .unique()
        .join(pl.DataFrame({"block": np.arange(count)}), how="cross")
    )
    filled = every.join(cells, on=["customer", "block"], how="left").with_columns(
        pl.col("days", "spend").fill_null(0.0)
    )
    return filled.group_by("customer").agg(
        *(
            made
            for name in ("days", "spend")
            for made in (
                pl.col(name).min().alias(f"{name}_block_least"),
                pl.col(name).max().alias(f"{name}_block_most"),
                pl.col(name).std(ddof=0).alias(f"{name}_block_spread"),
                pl.col(name).median().alias(f"{name}_block_middle"),
            )
        )
    )
