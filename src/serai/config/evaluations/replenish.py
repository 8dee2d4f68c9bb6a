"""The demo's real year played with our orders, beside "order what was sold last week"; and golden values."""

from collections.abc import Iterator
from pathlib import Path
from time import process_time

import numpy as np
from numpy.typing import NDArray

from serai.config.evaluations._demand import HORIZON, demand
from serai.config.evaluations._weekly_orders import (
    Played,
    WeekByWeek,
    last_weeks_sales,
    ours,
    weeks_of_average,
)
from serai.config.measurement import Measurement
from serai.config.plot import Plot, over
from serai_science.replenish.newsvendor import newsvendor
from serai_science.replenish.serial import serial_base_stock
from serai_science.replenish.serial_on_grid import serial_base_stock_on_grid

_PRODUCTS, _STORES = 500, 30
_COVERS = (2.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0, 48.0, 72.0)
_SERVICES = (0.5, 0.7, 0.8, 0.87, 0.91, 0.94, 0.96, 0.98, 0.99, 0.995, 0.998, 0.9995)
_FILLS = (0.85, 0.875, 0.9, 0.925, 0.95, 0.96, 0.97, 0.98)
_AT = 0.95
_SERVICE = 0.9
_JOURNEY = 0.1
_SEED, _LEAST_WEEKS = 20_261_122, 16


def measure(data: Path) -> Iterator[Measurement]:
    """Yield stock and fill rate of both policies; `data` may be a file of weekly demand."""
    yield from _golden()
    told = demand(data)
    start = process_time()
    first = max((len(told.weeks) - HORIZON) // 3, _LEAST_WEEKS)
    products, stores = told.best_sellers(first, _PRODUCTS), told.largest(first, _STORES)
    weeks = WeekByWeek.of(told, products, stores, first=first)
    late = np.random.default_rng(_SEED).random(weeks.demand.shape) < 0.2
    for name, delays in (("", None), (", one order in five a week late", late)):
        simple = [last_weeks_sales(weeks, cover, late=delays) for cover in _COVERS]
        better = [ours(weeks, service, late=delays) for service in _SERVICES]
        average = [weeks_of_average(weeks, cover, late=delays) for cover in _COVERS]
        yield from _beside(name, simple, average, better)
        shared = [ours(weeks, service, late=delays, journey=_JOURNEY) for service in _SERVICES[2:8]]
        yield _helped_out(name, better, shared)
    yield Measurement(
        "CPU to forecast and play everything",
        process_time() - start,
        "s",
        at_most=True,
        note=f"{weeks.demand.shape[0]:,} products at stores, {weeks.demand.shape[1] - weeks.first} weeks",
    )


def _beside(
    name: str, simple: list[Played], average: list[Played], better: list[Played]
) -> Iterator[Measurement]:
    stock_of_simple = _at([each.fill for each in simple], [each.stock for each in simple], _AT)
    stock_of_ours = _at([each.fill for each in better], [each.stock for each in better], _AT)
    by_average = _at(
        [each.stock for each in average], [each.fill for each in average], stock_of_ours
    )
    yield Measurement(
        f"mean stock at a fill rate of {_AT:.0%}{name}",
        stock_of_ours,
        "units",
        reference=stock_of_simple,
        bar=0.75,
        at_most=True,
        note=f"{1 - stock_of_ours / stock_of_simple:.0%} less than ordering last week's sales,"
        f" which fills {_at([e.stock for e in simple], [e.fill for e in simple], stock_of_ours):.1%} with as much;"
        f" weeks of the last eight's mean fill {by_average:.1%}",
        plots=(_stock_and_fill(name, simple, average, better),),
    )
    equal = _at([each.stock for each in better], [each.fill for each in better], stock_of_simple)
    yield Measurement(
        f"fill rate with the stock that the simple rule needs for {_AT:.0%}{name}",
        equal,
        "",
        reference=_AT,
        bar=0.97,
        bar_on_value=True,
    )
    same = _at([each.service for each in simple], [each.stock for each in simple], _SERVICE)
    mine = _at([each.service for each in better], [each.stock for each in better], _SERVICE)
    yield Measurement(
        f"mean stock where {_SERVICE:.0%} of the weeks with demand miss nothing{name}",
        mine,
        "units",
        reference=same,
        bar=0.75,
        at_most=True,
        note=f"{1 - mine / same:.0%} less",
    )


def _helped_out(name: str, alone: list[Played], shared: list[Played]) -> Measurement:
    """Return the stock that fills as much where stores help each other out at the end of a week."""
    there = _at([each.fill for each in shared], [each.stock for each in shared], _AT)
    before = _at([each.fill for each in alone], [each.stock for each in alone], _AT)
    moved = _at([each.fill for each in shared], [each.moved / each.ordered for each in shared], _AT)
    return Measurement(
        f"mean stock at a fill rate of {_AT:.0%} where stores help each other out{name}",
        there,
        "units",
        reference=before,
        at_most=True,
        note=f"{1 - there / before:.1%} less than each store by itself; {moved:.1%} as many units travel between"
        f" stores as are ordered; a journey costs {_JOURNEY:.0%} of what a sale earns",
    )


def _stock_and_fill(
    name: str, simple: list[Played], average: list[Played], better: list[Played]
) -> Plot:
    drawn = {"ours": better, "weeks of the mean": average, "last week's sales": simple}
    return over(
        "late-orders" if name else "stock",
        f"Mean stock at a fill rate, units{name}",
        [f"{fill:.1%}" for fill in _FILLS],
        **{
            rule: np.interp(
                _FILLS,
                [e.fill for e in played],
                [e.stock for e in played],
                left=np.nan,
                right=np.nan,
            )
            for rule, played in drawn.items()
        },
    )


def _at(along: list[float], values: list[float], wished: float) -> float:
    """Return the value where the curve passes a point, between its two neighbours."""
    line: NDArray[np.float64] = np.interp([wished], along, values)
    return float(line[0])


def _golden() -> Iterator[Measurement]:
    best = newsvendor(holding=2, shortage=18, mean=120, deviation=10)
    serial, optimum = (
        solve(echelon_holding=[4, 3, 1], shortage=40, lead_times=[1, 1, 2], mean=10, deviation=2)
        for solve in (serial_base_stock_on_grid, serial_base_stock)
    )
    published = (132.8155, 35.0997, 12.765, 23.497, 46.280, 86.025)
    names = (
        "newsvendor: base stock",
        "newsvendor: cost",
        *(f"serial system: echelon {at} base stock" for at in (1, 2, 3)),
        "serial system: cost",
    )
    figures = (best.level, best.cost, *serial.levels, serial.cost)
    finer = (best.level, best.cost, *optimum.levels, optimum.cost)
    for name, figure, known, exact in zip(names, figures, published, finer, strict=True):
        yield Measurement(
            name,
            abs(figure / known - 1),
            "off",
            bar=0.00001,
            at_most=True,
            bar_on_value=True,
            note=f"{figure:.4f}; published {known}; without a grid {exact:.4f}",
        )
