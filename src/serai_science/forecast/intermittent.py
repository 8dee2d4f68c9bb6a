"""Plain forecasts of demand that is mostly nothing: the floors that learned ones are held against."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def moving_average(demand: Numbers, periods: int = 8) -> Numbers:
    """
    Return the mean of the last periods of each series, (S,).

    Example:
        >>> moving_average(np.array([[9.0, 1.0, 3.0]]), 2)
        array([2.])
    """
    mean: Numbers = demand[:, -periods:].mean(axis=1)
    return mean


def croston(demand: Numbers, *, smoothing: float = 0.1, corrected: bool = True) -> Numbers:
    """
    Return the size of a sale over the gap between sales, each smoothed for itself, (S,).

    Args:
        demand: (S, T), units per period, >= 0.
        smoothing: how much the last sale counts, in (0, 1).
        corrected: multiply by 1 - smoothing / 2, which takes the bias away.

    Notes:
        A series that never sold is forecast as 0. Sources: Croston (1972), Oper. Res. Q. 23(3);
        the correction: Syntetos, Boylan (2005), IJF 21(2).

    Example:
        >>> croston(np.array([[0.0, 4.0, 0.0, 4.0]]), corrected=False)
        array([2.])
    """
    size, gap = np.zeros(len(demand)), np.ones(len(demand))
    waited, begun = np.ones(len(demand)), np.zeros(len(demand), bool)
    for column in demand.T:
        sold = column > 0
        first, again = sold & ~begun, sold & begun
        size = np.where(first, column, np.where(again, size + smoothing * (column - size), size))
        gap = np.where(first, waited, np.where(again, gap + smoothing * (waited - gap), gap))
        waited = np.where(sold, 1.0, waited + 1)
        begun |= sold
    rate = np.where(begun, size / gap, 0.0)
    return rate * (1 - smoothing / 2) if corrected else rate


def teunter(demand: Numbers, *, size_memory: float = 0.2, chance_memory: float = 0.2) -> Numbers:
    """
    Return the chance of a sale times its size, (S,); the chance falls while nothing sells.

    Args:
        demand: (S, T), units per period, >= 0.
        size_memory: how much the last sale counts, in (0, 1).
        chance_memory: how much the last period counts, in (0, 1).

    Notes:
        Source: Teunter, Syntetos, Babai (2011), EJOR 214(3).

    Example:
        >>> teunter(np.array([[4.0, 0.0]]), chance_memory=0.5)
        array([2.])
    """
    sold = demand > 0
    begun = sold.any(axis=1)
    start = np.argmax(sold, axis=1)
    size = np.where(begun, demand[np.arange(len(demand)), start], 0.0)
    chance = np.where(begun, 1.0 / (start + 1), 0.0)
    for at, column in enumerate(demand.T):
        later = at > start
        now = column > 0
        chance = np.where(later, chance + chance_memory * (now - chance), chance)
        size = np.where(later & now, size + size_memory * (column - size), size)
    return chance * size
