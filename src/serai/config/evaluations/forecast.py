"""Demand of the coming four weeks, for the chain and by store, beside plain trees and averages."""

import resource
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import numpy as np

from serai.config.evaluations._demand import HORIZON, Demand, demand
from serai.config.evaluations._errors import bias_line, lower_line
from serai.config.evaluations._forecast_of_days import Tried, days_beside_naive
from serai.config.evaluations._forecast_of_new import new_beside_averages
from serai.config.evaluations._forecast_of_stores import stores_beside_croston
from serai.config.evaluations._forecast_with_prices import prices_beside_none
from serai.config.evaluations._plain_trees import plain_trees
from serai.config.measurement import Measurement
from serai.config.plot import Line, Plot, by_tenths
from serai_science.forecast import measures
from serai_science.forecast.intermittent import moving_average
from serai_science.forecast.learn import learn
from serai_science.forecast.panel import Numbers

_CUTS = (8, 4, 0)
"""How many weeks before the last cut; on the demo's year the cuts are after weeks 41, 45 and 49."""
_LEARNED, _JUDGED = 1_500, 500
_DRAWN = 9
"""Known weeks that a plot shows."""


def measure(data: Path) -> Iterator[Measurement]:
    """Yield the errors of both protocols; `data` may be a file of weekly demand."""
    told = demand(data)
    last = len(told.weeks) - HORIZON
    errors: list[tuple[float, float]] = []
    tried: list[Tried] = []
    for back in _CUTS:
        known = last - back
        products = told.best_sellers(known, _LEARNED)
        came = _came(told, products[:_JUDGED], known)
        yield from _chain(told, products, known, came, (errors, tried), bands=back == 0)
    yield Measurement(
        "chain: WAPE, mean of three cuts",
        float(np.mean([ours for ours, _ in errors])),
        "",
        reference=float(np.mean([plain for _, plain in errors])),
        bar=0.37,
        at_most=True,
        bar_on_value=True,
    )
    yield from stores_beside_croston(told, last, learned=_LEARNED)
    yield from new_beside_averages(told, last, learned=_LEARNED)


def _came(told: Demand, products: list[int], known: int) -> Numbers:
    sold = told.panel(products, min(known + HORIZON, len(told.weeks))).demand
    return sold[:, known : known + HORIZON]


def _chain(
    told: Demand,
    products: list[int],
    known: int,
    came: Numbers,
    before: tuple[list[tuple[float, float]], list[Tried]],
    *,
    bands: bool,
) -> Iterator[Measurement]:
    panel = told.panel(products, known)
    start = process_time()
    ours = learn(panel, bands=bands).forecast(panel)
    seconds = process_time() - start
    judged = slice(len(came))
    plain = plain_trees(told.panel(products[: len(came)], known), HORIZON, quantiles=bands)
    mean, simple = ours.mean[judged], plain.median
    errors, tried = before
    errors.append((measures.wape(came, mean), measures.wape(came, simple)))
    where = f"chain, {known} weeks known"
    days = days_beside_naive(told, products[: len(came)], known, mean, tried=tried, drawn=bands)
    if not bands:
        yield lower_line(f"{where}: WAPE", *errors[-1], note=_bias_note(came, mean))
        yield from days
        yield from prices_beside_none(told, products, known, came, mean)
        return
    average = np.repeat(moving_average(panel.demand[judged])[:, None], HORIZON, axis=1)
    yield lower_line(
        f"{where}: WAPE",
        *errors[-1],
        bar=0.365,
        note=f"baseline: trees for the median with plan; mean of 8 weeks {measures.wape(came, average):.3f}",
        plots=(_by_week(panel.demand[judged], came, mean, simple), _by_size(came, mean, simple)),
    )
    yield bias_line("chain: |bias|", came, mean, simple)
    yield from days
    held = measures.coverage(came, ours.low[judged], ours.high[judged])
    raw = measures.coverage(came, plain.low, plain.high)
    yield Measurement(
        "chain: |coverage of P10 to P90 - .80|",
        abs(held - 0.8),
        "",
        reference=abs(raw - 0.8),
        bar=0.02,
        at_most=True,
        bar_on_value=True,
        note=f"coverage {held:.3f}; plain quantile trees {raw:.3f}",
        plots=(_in_bands(came, ours.low[judged], ours.high[judged], mean),),
    )
    for name, quantile, mine, other in (
        ("P10", 0.1, ours.low, plain.low),
        ("P90", 0.9, ours.high, plain.high),
    ):
        yield Measurement(
            f"chain: pinball loss of {name}",
            measures.pinball(came, mine[judged], quantile),
            "units",
            reference=measures.pinball(came, other, quantile),
            at_most=True,
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    yield Measurement(
        "chain: CPU to learn with bands and to forecast",
        seconds,
        "s",
        at_most=True,
        note=f"{panel.series:,} series; {peak:.1f} GiB at most",
    )


def _bias_note(came: Numbers, mean: Numbers) -> str:
    return f"bias {measures.bias(came, mean):+.3f}"


def _by_week(past: Numbers, came: Numbers, mean: Numbers, simple: Numbers) -> Plot:
    """Draw what all products sold together in the last weeks, and what was expected of the four held back."""
    gap = [None] * (_DRAWN - 1)
    sold = Line.of("sold", [*past[:, -_DRAWN:].sum(axis=0), *came.sum(axis=0)])
    last = float(past[:, -1].sum())
    lines = (
        Line(name, (*gap, *Line.of(name, [last, *told.sum(axis=0)]).values))
        for name, told in (("expected", mean), ("plain trees", simple))
    )
    labels = tuple(f"{week:+d}" for week in range(1 - _DRAWN, HORIZON + 1))
    title = "Units of 500 products together; the four weeks after 0 were held back"
    return Plot("weeks", title, labels, (sold, *lines))


def _by_size(came: Numbers, mean: Numbers, simple: Numbers) -> Plot:
    sizes = came.sum(axis=1)
    return by_tenths(
        "sizes",
        "Mean absolute error over mean sale, by tenths of products, the smallest first",
        sizes,
        ours=np.abs(came - mean).sum(axis=1) / sizes.clip(1),
        plain_trees=np.abs(came - simple).sum(axis=1) / sizes.clip(1),
    )


def _in_bands(came: Numbers, low: Numbers, high: Numbers, mean: Numbers) -> Plot:
    return by_tenths(
        "bands",
        "Share of weeks within the band of 80 %, by tenths of products, the smallest first",
        mean.sum(axis=1),
        within=((came >= low) & (came <= high)).mean(axis=1),
        promised=np.full(len(came), 0.8),
    )
