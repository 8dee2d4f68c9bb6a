"""The weather as a part of what is known ahead."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import polars as pl

from serai.inventory.ports import Weather
from serai.plumbing.wiring import bound
from serai_science.forecast.weather import NAMES, weekly_weather


def with_weather(
    planned: pl.DataFrame, mondays: Sequence[date], *, series: int, known: int
) -> pl.DataFrame:
    """
    Return the plan with the weather of its weeks; as it is where the weather of a week that is over is not known.

    Args:
        planned: series, period and what is planned.
        mondays: of all weeks, known and ahead.
        series: how many there are.
        known: how many weeks are over.
    """
    first, last = mondays[0], mondays[-1] + timedelta(6)
    told = bound(Weather).days(first, last)
    if not told:
        return planned
    days = [told.get(first + timedelta(at)) for at in range(7 * len(mondays))]
    weeks = weekly_weather(
        np.array([day.temperature if day else np.nan for day in days]),
        np.array([day.rain if day else np.nan for day in days]),
        known=known,
    )
    if weeks is None:
        return planned
    period = pl.Series("period", range(len(mondays)), dtype=pl.Int64)
    weather = pl.DataFrame([period, *map(pl.Series, NAMES, weeks.T)])
    every = pl.DataFrame({"series": range(series)}, schema={"series": pl.UInt32})
    keys = pl.col("series").cast(pl.UInt32), pl.col("period").cast(pl.Int64)
    laid: pl.DataFrame = every.join(weather, how="cross").join(
        planned.with_columns(keys), on=["series", "period"], how="left", maintain_order="left"
    )
    return laid.select("series", "period", *planned.columns[2:], *NAMES)
