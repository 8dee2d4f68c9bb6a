"""What is known of each series at an origin about a period ahead, as columns for the trees."""

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.forecast.panel import Panel
from serai_science.forecast.similar import Alike, alike, weighed

Numbers = NDArray[np.float64]
Columns = dict[str, Numbers]


@dataclass(frozen=True, slots=True)
class Described:
    """
    Rows for the trees: one a series.

    Attributes:
        columns: (S, F) float32.
        names: F names.
        level: (S,), what a series sells lately, units per period, > 0; forecasts are multiples of it.
    """

    columns: NDArray[np.float32]
    names: tuple[str, ...]
    level: Numbers


def describe(panel: Panel, origin: int, target: int) -> Described:
    """
    Describe every series at an origin for one period ahead, from what was known then and the plan.

    Args:
        panel: the series, whose demand is freed of feasts and closed days.
        origin: how many periods are known, >= 8.
        target: the period ahead, origin <= target < T + H.

    Raises:
        ValueError: fewer than eight periods are known, or the target is not ahead or not planned.
    """
    if origin < 8 or not origin <= target < panel.plan.shape[1]:
        raise ValueError("At least eight periods are known, and the target is a planned one ahead.")
    demand = panel.demand[:, :origin]
    level = _level(demand)
    nearness = alike(panel.plan, target, np.arange(origin))
    columns = {
        "log level": np.log(level),
        **_lately(demand, level),
        **_plan(panel, origin, target),
        **_like_periods(demand, level, nearness),
        **_with_and_without(panel, origin, demand, level),
        **_prices(panel, origin, nearness),
        **_neighbours(panel, origin, target, level),
        **_season(panel, origin, target, demand),
    }
    names = tuple(columns)
    matrix = np.column_stack([columns[name] for name in names]).astype(np.float32)
    return Described(matrix, names, level)


def _level(demand: Numbers) -> Numbers:
    level: Numbers = (
        0.5 * demand[:, -8:].mean(axis=1)
        + 0.3 * demand[:, -13:].mean(axis=1)
        + 0.2 * demand.mean(axis=1)
        + 0.5
    )
    return level


def _lately(demand: Numbers, level: Numbers) -> Columns:
    recent, month = demand[:, -13:], demand[:, -4:].mean(axis=1)
    before = demand[:, -12:-4]
    last = {f"sold {back} back": demand[:, -back] / level for back in range(1, 9)}
    fading = 0.85 ** np.arange(demand.shape[1])[::-1]
    return {
        **last,
        "mean of 4": month / level,
        "mean of 13": recent.mean(axis=1) / level,
        "mean of all": demand.mean(axis=1) / level,
        "fading mean": demand @ fading / fading.sum() / level,
        "median of 13": np.median(recent, axis=1) / level,
        "median of all": np.median(demand, axis=1) / level,
        "most of 13": recent.max(axis=1) / level,
        "least of 8": demand[:, -8:].min(axis=1) / level,
        "spread of 8": demand[:, -8:].std(axis=1) / level,
        "ninth tenth": np.quantile(demand, 0.9, axis=1) / level,
        "share of nothing": (recent == 0).mean(axis=1),
        "trend": np.log((month + 0.5) / (before.mean(axis=1) + 0.5)),
    }


def _plan(panel: Panel, origin: int, target: int) -> Columns:
    plan, found = panel.plan, {}
    names = panel.plan_names or tuple(f"plan {at}" for at in range(plan.shape[2]))
    for at, name in enumerate(names):
        lately = plan[:, origin - 8 : origin, at].mean(axis=1)
        found[name] = plan[:, target, at]
        found[f"{name}, lately"] = lately
        found[f"{name}, more than lately"] = plan[:, target, at] - lately
    for at, name in list(enumerate(names))[:2]:
        for back in (1, 2, 3):
            found[f"{name}, {back} before"] = plan[:, target - back, at]
    return found


def _like_periods(demand: Numbers, level: Numbers, nearness: Alike) -> Columns:
    found: Columns = {}
    for width, memory, name in ((0.05, 0.97, "like plan"), (0.3, 0.95, "rather like plan")):
        weight = nearness.weights(width, memory)
        found[name] = weighed(demand, weight, level, 0.3) / level
        found[f"{name}, how often"] = weight.sum(axis=1)
    mean, distance = nearness.nearest(demand, 4)
    return {**found, "four most alike": mean / level, "four most alike, how far": distance}


def _with_and_without(panel: Panel, origin: int, demand: Numbers, level: Numbers) -> Columns:
    """Return what is sold in periods with much of the first two plans, and in those with little."""
    promoted = (panel.plan[:, :origin, :2] > 0.3).any(axis=2)
    age = np.arange(origin, dtype=np.float64)[::-1]
    without: Numbers = ~promoted * 0.93**age
    with_: Numbers = promoted * 0.97**age
    return {
        "without plan": weighed(demand, without, level, 0.3) / level,
        "with plan": weighed(demand, with_, level, 0.3) / level,
        "share with plan": promoted.mean(axis=1),
    }


def _prices(panel: Panel, origin: int, nearness: Alike) -> Columns:
    price, discount = panel.price[:, :origin], panel.discount[:, :origin]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a series that never sold has no price
        usual = np.log(np.maximum(np.nanmedian(price, axis=1), 0.01))
        last = np.nanmean(discount[:, -3:], axis=1)
    known = ~np.isnan(discount)
    weight = nearness.weights(0.1, 0.95) * known
    like = (weight * np.nan_to_num(discount)).sum(axis=1) / (weight.sum(axis=1) + 1e-3)
    sold = np.maximum(panel.demand[:, :origin].sum(axis=1), 1)
    visits = panel.visits[:, :origin].sum(axis=1) / sold
    return {
        "log price": usual,
        "discount lately": last,
        "discount in like periods": like,
        "visits a unit": visits,
    }


def _neighbours(panel: Panel, origin: int, target: int, level: Numbers) -> Columns:
    demand, found = panel.demand[:, :origin], {}
    last, month = demand[:, -1], demand[:, -4:].mean(axis=1)
    for name, codes in list(panel.groups.items())[-2:]:
        size = int(codes.max()) + 1
        total = np.bincount(codes, level, size)[codes]
        for at in range(min(3, panel.plan.shape[2])):
            planned = level * panel.plan[:, target, at]
            others = np.bincount(codes, planned, size)[codes] - planned
            found[f"others of the {name}, plan {at}"] = others / (total - level + 1)
        found[f"{name}, last"] = np.bincount(codes, last, size)[codes] / total
        found[f"{name}, mean of 4"] = np.bincount(codes, month, size)[codes] / total
    everything = level.sum()
    return {
        **found,
        "everything, last": np.full(level.size, last.sum() / everything),
        "everything, mean of 4": np.full(level.size, month.sum() / everything),
    }


def _season(panel: Panel, origin: int, target: int, demand: Numbers) -> Columns:
    calendar, series = panel.calendar.columns, demand.shape[0]
    usual = demand.mean(axis=1) + 0.5
    payday = np.abs(calendar[:origin, 0] - calendar[target, 0]) <= 1
    names = ("first days of a month", "middle day", "to a holiday", "since a holiday", "holidays")
    return {
        **{name: np.full(series, calendar[target, at]) for at, name in enumerate(names)},
        "same part of the month": (demand * payday).sum(axis=1) / max(payday.sum(), 1) / usual,
        "ahead": np.full(series, float(target - origin + 1)),
        "periods known": np.full(series, float(origin)),
        **{name: codes.astype(np.float64) for name, codes in panel.groups.items()},
    }
