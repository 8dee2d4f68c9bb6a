"""Demand of every day of the four weeks ahead, beside the same weekday of the last week."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from serai.config.evaluations._demand import HORIZON, Demand
from serai.config.evaluations._errors import lower_line
from serai.config.measurement import Measurement
from serai.config.plot import Plot, by_tenths, over
from serai.inventory.domain.feasts import feasts_of
from serai_science.forecast import measures
from serai_science.forecast.day_bands import DayBands, day_lumpiness, learn_day_bands
from serai_science.forecast.days import day_kinds, day_shares, usual_weekdays
from serai_science.forecast.panel import Numbers

_QUARTER = 13
_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


class Tried(NamedTuple):
    """Days that were held back: (P, 4, 7) expected and sold units, and (P,) how lumpy days were before."""

    mean: Numbers
    came: Numbers
    lumpiness: Numbers


def days_beside_naive(
    told: Demand, products: list[int], known: int, mean: Numbers, *, tried: list[Tried], drawn: bool
) -> Iterator[Measurement]:
    """
    Yield the error of single days; nothing where only weeks are known.

    Args:
        told: what was sold and planned.
        products: P products.
        known: how many weeks are known.
        mean: (P, 4), what is expected of them, units a week.
        tried: earlier cuts, from which bands are learned; this one is added.
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
    lumpiness = day_lumpiness(past, usual_weekdays(past))
    if tried:
        now = Tried(ours, came, lumpiness)
        yield from _bands(learn_day_bands(*tried[-1]), now, past, drawn=drawn)
    tried.append(Tried(ours, came, lumpiness))


def _bands(bands: DayBands, now: Tried, past: Numbers, *, drawn: bool) -> Iterator[Measurement]:
    """Yield how bands of single days hold that were learned four weeks before; beside thirteen such weekdays."""
    mean, came, lumpiness = now
    where = f"days, {past.shape[1]} weeks known"
    low, high = bands.around(mean, lumpiness)
    recent = past[:, -_QUARTER:]
    plain = [
        np.repeat(np.quantile(recent, share, axis=1)[:, None], HORIZON, axis=1)
        for share in (0.1, 0.9)
    ]
    held = bands.held(mean, lumpiness, came)
    yield Measurement(
        f"{where}: |share in the band P10 to P90 - .80|",
        abs(held - 0.8),
        "",
        bar=0.02,
        at_most=True,
        bar_on_value=True,
        note=f"{held:.3f}; ends are whole units, so that {measures.coverage(came, low, high):.3f} lie within,"
        f" {(came < low).mean():.3f} below and {(came > high).mean():.3f} above; of thirteen such weekdays"
        f" {measures.coverage(came, *plain):.3f}",
        plots=(_in_day_bands(came, low, high, mean),) if drawn else (),
    )
    for name, share, mine, other in (("P10", 0.1, low, plain[0]), ("P90", 0.9, high, plain[1])):
        yield Measurement(
            f"{where}: pinball loss of {name}",
            measures.pinball(came, mine, share),
            "units",
            reference=measures.pinball(came, other, share),
            at_most=True,
            note="baseline: that quantile of the last thirteen such weekdays",
        )


def _in_day_bands(came: Numbers, low: Numbers, high: Numbers, mean: Numbers) -> Plot:
    return by_tenths(
        "day-bands",
        "Share of days within the band of 80 %, by tenths of products, the smallest first; ends are whole units",
        mean.sum(axis=(1, 2)),
        within=((came >= low) & (came <= high)).mean(axis=(1, 2)),
        promised=np.full(len(came), 0.8),
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
