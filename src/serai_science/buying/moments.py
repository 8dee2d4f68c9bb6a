"""The past cut at several moments: what was known then, and what came after."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from serai_science.buying.describe import describe, matrix

Numbers = NDArray[np.float64]
_COUNT, _APART, _LEAST = 6, 15, 28


class TooLittleHistory(ValueError):
    """The history is too short to have both a past and what came after it."""

    def __init__(self, needed: int) -> None:
        super().__init__(f"There must be at least {needed} days of purchases.")


@dataclass(frozen=True, slots=True)
class Examples:
    """
    Customers at moments of the past, one row for each.

    Attributes:
        customer: (n,) whole numbers.
        moment: (n,) days.
        features: (n, k), see `describe.FEATURES`.
        days: (n,) purchase days within what lay ahead.
        spend: (n,) money within it.
    """

    customer: NDArray[np.int64]
    moment: NDArray[np.int64]
    features: Numbers
    days: Numbers
    spend: Numbers


def moments(*, now: int, start: int, ahead: int) -> list[int]:
    """
    Return the moments to learn from, the latest first: what lay ahead of each is over by `now`.

    Raises:
        TooLittleHistory: fewer than `ahead` + 28 days.

    Example:
        >>> moments(now=273, start=0, ahead=92)
        [181, 166, 151, 136, 121, 106]
    """
    latest = now - ahead
    if latest - start < _LEAST:
        raise TooLittleHistory(ahead + _LEAST)
    return [
        moment
        for moment in (latest - _APART * back for back in range(_COUNT))
        if moment - start >= _LEAST
    ]


def examples(days: pl.DataFrame, at: list[int], *, start: int, ahead: int) -> Examples:
    """
    Return everybody who had bought before each moment, with what they did in the `ahead` days from it on.

    Args:
        days: purchase days, see `days.as_days`.
        at: the moments.
        start: the first day of the history.
        ahead: days.
    """
    described = [describe(days, now=moment, start=start) for moment in at]
    came = [
        known.select("customer").join(_after(days, moment, ahead), on="customer", how="left")
        for moment, known in zip(at, described, strict=True)
    ]
    after = pl.concat(came).with_columns(pl.col("days", "spend").fill_null(0.0))
    return Examples(
        after["customer"].to_numpy(),
        np.repeat(np.array(at, np.int64), [len(known) for known in described]),
        np.concatenate([matrix(known) for known in described]),
        after["days"].to_numpy(),
        after["spend"].to_numpy(),
    )


def _after(days: pl.DataFrame, moment: int, ahead: int) -> pl.DataFrame:
    inside = (pl.col("day") >= moment) & (pl.col("day") < moment + ahead)
    return (
        days.filter(inside)
        .group_by("customer")
        .agg(pl.len().cast(pl.Float64).alias("days"), pl.col("amount").sum().alias("spend"))
    )
