"""Demand of every day of the four weeks ahead, beside the same weekday of the last week."""

from collections.abc import Iterator

import numpy as np

from serai.config.evaluations._demand import HORIZON, Demand
from serai.config.evaluations._errors import lower_line
from serai.config.measurement import Measurement
from serai.config.plot import Plot, over
from serai.inventory.domain.feasts import feasts_of
from serai_science.forecast import measures
from serai_science.forecast.days import day_kinds, day_shares
from serai_science.forecast.panel import Numbers

_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def days_beside_naive(
    told: Demand, products: list[int], known: int, mean: Numbers, *, drawn: bool
) -> Iterator[Measurement]:
    """
    Yield the error of single days; nothing where only weeks are known.

    Args:
        told: what was sold and planned.
        products: P products.
        known: how many weeks are known.
        mean: (P, 4), what is expected of them, units a week.
        drawn: with a plot.
    """
    if told.days is None:
        return
    daily = told.by_day(products)
    past, came = daily[:, :known], daily[:, known : known + HORIZON]
    kept = feasts_of(told.country, range(told.weeks[0].year, told.weeks[-1].year + 2))
    kinds = day_kinds(told.weeks[0], known + HORIZON, feasts=kept.feasts, closed=kept.closed)
    ours = mean[:, :, None] * day_shares(past, kinds)
    naive = np.repeat(past[:, -1:], HORIZON, axis=1)
    month = np.repeat(past[:, -4:].mean(axis=1, keepdims=True), HORIZON, axis=1)
    flat = past.sum(axis=1)
    plain = mean[:, :, None] * (flat / flat.sum(axis=1, keepdims=True).clip(1))[:, None, :]
    yield lower_line(
        f"days, {known} weeks known: WAPE",
        measures.wape(came, ours),
        measures.wape(came, naive),
        note=f"baseline: the same weekday of the last week; mean of the last four {measures.wape(came, month):.3f},"
        f" ours by weekdays alone {measures.wape(came, plain):.3f}; bias {measures.bias(came, ours):+.3f}",
        plots=(_by_day(came, ours, naive),) if drawn else (),
    )


def _by_day(came: Numbers, ours: Numbers, naive: Numbers) -> Plot:
    labels = [f"{day} {week}" for week in range(1, HORIZON + 1) for day in _WEEKDAYS]
    return over(
        "days",
        f"Units a day of {len(came)} products together, of the four weeks that were held back",
        labels,
        sold=came.sum(axis=0).ravel(),
        expected=ours.sum(axis=0).ravel(),
        the_last_week=naive.sum(axis=0).ravel(),
    )
