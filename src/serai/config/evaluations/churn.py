"""Who buys nothing in the next 90 days, on the first year of a public online retailer."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import process_time

import numpy as np
import polars as pl

from serai.config.evaluations._customer_days import History, online_retail_days, own_days
from serai.config.measurement import Measurement
from serai.config.plot import by_tenths
from serai_science.auc import auc, calibration
from serai_science.buying.describe import describe, matrix
from serai_science.churn import gap_by_frequency, learn_churn

_AHEAD = 90


def measure(data: Path) -> Iterator[Measurement]:
    """
    Yield how well those who stay away are told from those who come, and whether the chances are right.

    `data` may be a file of purchases: Parquet or CSV with customer, time, amount and, where known, discount;
    its last 90 days are then the truth. See `docs/algorithms/churn.md`.
    """
    if data.is_file():
        yield from _told_apart(own_days(data, ahead=_AHEAD))
        return
    path = data / "online-retail" / "2009-12_2010-12.parquet"
    if not path.exists():
        yield Measurement("churn", 0.0, "AUC", note=f"skipped: no {path.parent.name}")
        return
    yield from _told_apart(online_retail_days(path, now=date(2010, 9, 10)))


def _told_apart(history: History) -> Iterator[Measurement]:
    start = process_time()
    past = history.days.filter(pl.col("day") < history.now)
    churn = learn_churn(past, now=history.now, start=history.start, ahead=_AHEAD)
    known = describe(past, now=history.now, start=history.start)
    odds = churn.line.log_odds(matrix(known))
    seconds = process_time() - start
    ahead = (pl.col("day") >= history.now) & (pl.col("day") < history.now + _AHEAD)
    came = history.days.filter(ahead)["customer"].unique()
    gone = (~known["customer"].is_in(came.implode())).to_numpy().astype(np.float64)
    ours, rule = auc(gone, odds), auc(gone, gap_by_frequency(known))
    yield Measurement(
        f"no order within {_AHEAD} days",
        ours,
        "AUC",
        reference=rule,
        bar=rule + 0.03,
        bar_on_value=True,
        note=f"{gone.size:,} customers, {gone.mean():.0%} gone; baseline: days since / purchase days",
        plots=(
            by_tenths(
                "chances",
                f"Share without an order within {_AHEAD} days, by tenths of what was said",
                odds,
                seen=gone,
                said=1 / (1 + np.exp(-odds)),
            ),
        ),
    )
    yield Measurement(
        "the same beside how often they bought",
        ours,
        "AUC",
        reference=auc(gone, -known["days"].to_numpy()),
        bar=1.0,
        note="baseline: purchase days alone, the best single column",
    )
    slope, intercept = calibration(gone, odds)
    yield Measurement(
        "calibration, slope",
        slope,
        "",
        reference=1.0,
        bar=0.9 if slope < 1 else 1.1,
        at_most=slope >= 1,
        bar_on_value=True,
        note=f"between 0.9 and 1.1; intercept {intercept:+.2f}",
    )
    yield Measurement("CPU to learn and predict", seconds, "s")
