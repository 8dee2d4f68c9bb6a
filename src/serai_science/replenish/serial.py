"""A chain of places, each supplied by the next: how much each holds together with all below it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import fftconvolve
from scipy.stats import norm

Numbers = NDArray[np.float64]
_POINTS, _TAIL = 40_001, 8.0


@dataclass(frozen=True, slots=True)
class SerialStock:
    """
    Echelon base stocks, from the place that sells to the one that is supplied from outside.

    Attributes:
        levels: units, each with everything below it.
        cost: expected cost of a period.
    """

    levels: tuple[float, ...]
    cost: float


def serial_base_stock(
    *,
    echelon_holding: Sequence[float],
    shortage: float,
    lead_times: Sequence[float],
    mean: float,
    deviation: float,
) -> SerialStock:
    """
    Return the best echelon base stocks of a serial system under normal demand.

    Args:
        echelon_holding: what a unit costs a period more at a place than at the one that supplies it, > 0;
            the place that sells first.
        shortage: what an order that waits costs a period, > 0.
        lead_times: periods from the next place, > 0, in the same order.
        mean: demand a period, units.
        deviation: its standard deviation, > 0.

    Raises:
        ValueError: there are not as many lead times as costs, or one is not positive.

    Notes:
        Clark and Scarf's decomposition on a grid of 40,001 points; demand is cut at eight deviations.
        Source: Snyder, Shen (2019), section 6.2; Chen, Zheng (1994), Management Science 40(11).

    Example:
        >>> best = serial_base_stock(echelon_holding=[3, 2, 2], shortage=37.12, lead_times=[1, 1, 2],
        ...                          mean=5, deviation=1)
        >>> [round(level, 2) for level in best.levels], round(best.cost, 2)
        ([6.49, 12.02, 22.71], 47.66)
    """
    costs = [shortage, deviation, *echelon_holding, *lead_times]
    if len(echelon_holding) != len(lead_times) or min(costs) <= 0:
        raise ValueError("As many lead times as costs, and all positive.")
    reach = sum(lead_times)
    spread = _TAIL * deviation * np.sqrt(reach)
    stock = np.linspace(-mean * reach - 2 * spread, mean * reach + 2 * spread, _POINTS)
    waiting = (shortage + sum(echelon_holding)) * np.maximum(-stock, 0)
    below, levels, cost = waiting, [], 0.0
    for holding, lead in zip(echelon_holding, lead_times, strict=True):
        expected = _expected(holding * stock + below, stock, mean * lead, deviation * lead**0.5)
        level, cost = _lowest(stock, expected)
        levels.append(level)
        below = np.interp(np.minimum(stock, level), stock, expected)
    return SerialStock(tuple(levels), cost)


def _expected(cost: Numbers, stock: Numbers, mean: float, deviation: float) -> Numbers:
    """Return E[cost(stock - D)]; beyond the grid the cost goes on in a straight line."""
    step = float(stock[1] - stock[0])
    reach = int(np.ceil((abs(mean) + _TAIL * deviation) / step))
    demand = np.arange(-reach, reach + 1) * step
    share = np.diff(norm.cdf(np.append(demand - step / 2, demand[-1] + step / 2), mean, deviation))
    ahead = np.arange(1, reach + 1)
    before = cost[0] - ahead[::-1] * (cost[1] - cost[0])
    after = cost[-1] + ahead * (cost[-1] - cost[-2])
    told: Numbers = fftconvolve(np.concatenate([before, cost, after]), share / share.sum(), "valid")
    return told


def _lowest(stock: Numbers, cost: Numbers) -> tuple[float, float]:
    """Return where a parabola through the lowest point and its neighbours is lowest, and how low."""
    at = int(np.argmin(cost))
    left, middle, right = cost[at - 1 : at + 2]
    curve = left - 2 * middle + right
    shift = 0.5 * (left - right) / curve if curve > 0 else 0.0
    return (
        float(stock[at] + shift * (stock[1] - stock[0])),
        float(middle - 0.25 * (left - right) * shift),
    )
