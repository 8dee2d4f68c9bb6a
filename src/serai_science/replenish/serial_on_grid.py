"""The same chain of places on a coarse grid: what textbooks and their programs publish."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from serai_science.replenish.serial import SerialStock

Numbers = NDArray[np.float64]
_CUT_DEMAND, _CUT_STOCK = (float(1 - norm.cdf(deviations)) for deviations in (4.0, 8.0))
"""What is cut off; worked out as those who publish do: `norm.sf` differs in the last digits, and with it the grid."""


def serial_base_stock_on_grid(
    *,
    echelon_holding: Sequence[float],
    shortage: float,
    lead_times: Sequence[float],
    mean: float,
    deviation: float,
    steps: tuple[int, int] = (1_000, 100),
) -> SerialStock:
    """
    Return the best base stocks among the points of a grid, as published examples have them.

    `serial_base_stock` returns the optimum; this returns what the recursion gives where stock takes a thousand
    values, the demand of each lead time a hundred, and costs between two points are those of the nearer one.
    Use it to compare with published figures to the last digit, and the other to order goods.

    Args:
        echelon_holding: what a unit costs a period more at a place than at the one that supplies it, > 0;
            the place that sells first.
        shortage: what an order that waits costs a period, > 0.
        lead_times: periods from the next place, > 0, in the same order.
        mean: demand a period, units.
        deviation: its standard deviation, > 0.
        steps: of the stock, from four deviations below nothing to eight above the demand of all lead times;
            of each lead time's demand, from four deviations below its mean to four above.

    Notes:
        Time O(places x steps x steps). Source: Chen, Zheng (1994), Management Science 40(11); Snyder, Shen
        (2019), section 6.2 and problem 6.13 for what lies beyond the grid.

    Example:
        >>> best = serial_base_stock_on_grid(echelon_holding=[4, 3, 1], shortage=40, lead_times=[1, 1, 2],
        ...                                  mean=10, deviation=2)
        >>> [round(level, 3) for level in best.levels], round(best.cost, 3)
        ([12.765, 23.497, 46.28], 86.025)
    """
    reach = float(sum(lead_times))
    spread = deviation * reach**0.5
    lowest = spread * float(norm.ppf(_CUT_DEMAND))
    highest = mean * reach + spread * float(norm.ppf(1 - _CUT_STOCK))
    step = (highest - lowest) / steps[0]
    stock = np.arange(lowest, highest + step, step)
    beyond = np.arange(lowest - highest, highest + highest, step)
    waiting = shortage + sum(echelon_holding)
    below, levels, cost = waiting * np.maximum(-stock, 0), [], 0.0
    for place, (holding, lead) in enumerate(zip(echelon_holding, lead_times, strict=True)):
        demand, chance = _demand(mean * lead, deviation * lead**0.5, steps[1])
        far = _far_below(beyond, echelon_holding[: place + 1], lead_times[:place], mean, waiting)
        here = holding * stock + below
        left = stock[:, None] - demand
        costs = np.where(left < stock[0], far[_nearest(beyond, left)], here[_nearest(stock, left)])
        expected: Numbers = costs @ chance
        best = int(np.argmin(expected))
        levels.append(float(stock[best]))
        cost = float(expected[best])
        below = expected[np.minimum(np.arange(stock.size), best)]
    return SerialStock(tuple(levels), cost)


def _demand(mean: float, deviation: float, steps: int) -> tuple[Numbers, Numbers]:
    """Return the values that the demand of a lead time takes, and their chances."""
    ends = norm.ppf([_CUT_DEMAND, 1 - _CUT_DEMAND], mean, deviation)
    step = float(ends[1] - ends[0]) / steps
    demand = np.arange(ends[0], ends[1] + step, step)
    upper, lower = (norm.cdf(demand + half, mean, deviation) for half in (step / 2, -step / 2))
    return demand, upper - lower


def _far_below(
    stock: Numbers, holding: Sequence[float], before: Sequence[float], mean: float, waiting: float
) -> Numbers:
    """Return the cost where so little is there that everything waits: a straight line."""
    found = -waiting * (stock - mean * sum(before))
    for place, each in enumerate(holding):
        found = found + each * (stock - mean * sum(before[place:]))
    return found


def _nearest(points: Numbers, wished: Numbers) -> NDArray[np.intp]:
    """Return the place of the nearest of sorted points; of two as near, the lower one."""
    after = np.clip(np.searchsorted(points, wished), 1, points.size - 1)
    nearer_before = wished - points[after - 1] <= points[after] - wished
    found: NDArray[np.intp] = after - nearer_before
    return found
