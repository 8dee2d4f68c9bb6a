"""Bands of single days: how far from what is expected a day may be, learned from days that were held back."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import nbinom

Numbers = NDArray[np.float64]
_WEEKS, _DRAWN = 26, 10.0
_SIZES, _FEWEST = 5, 200
_LEVELS = np.linspace(0.0005, 0.9995, 1_999)
_LEAST_SPREAD = 1e-4


@dataclass(frozen=True, slots=True)
class DayBands:
    """
    What was learned, by how much a day is expected to sell: G sizes of days.

    Attributes:
        ends: (G - 1,), units a day at which one size ends and the next begins.
        spread: (G,), by what an article's lumpiness is multiplied, >= 0.
        low: (G,), the chance of selling less than the low end that the spread gives.
        high: (G,), the chance of selling at most the high end.
    """

    ends: Numbers
    spread: Numbers
    low: Numbers
    high: Numbers

    def around(self, mean: Numbers, lumpiness: Numbers) -> tuple[Numbers, Numbers]:
        """
        Return both ends of every day's band, whole units.

        Args:
            mean: (S, ...), units expected of each day, >= 0.
            lumpiness: (S,), as from `day_lumpiness`.
        """
        size = np.searchsorted(self.ends, mean, side="right")
        variance = _variance(mean, lumpiness, self.spread[size])
        low, high = (
            nbinom.ppf(level[size], *_shape(mean, variance)) for level in (self.low, self.high)
        )
        nothing = mean <= 0
        return np.where(nothing, 0, np.maximum(low, 0)), np.where(nothing, 0, np.maximum(high, 0))

    def held(self, mean: Numbers, lumpiness: Numbers, came: Numbers) -> float:
        """
        Return which share of days lay between both levels; a day on an end counts for the part of it that is within.

        Whole units make `around` hold more than it must: most days that are expected to sell half a unit sell
        none. This is the share that is left when they are taken apart, and what bands are checked by.

        Args:
            mean: (S, ...), units expected of each day.
            lumpiness: (S,).
            came: (S, ...), units sold.
        """
        size = np.searchsorted(self.ends, mean, side="right")
        shape = _shape(mean, _variance(mean, lumpiness, self.spread[size]))
        below, upto = (_part_below(level[size], shape, came) for level in (self.low, self.high))
        return float((upto - below)[mean > 0].mean())


def learn_day_bands(
    mean: Numbers, came: Numbers, lumpiness: Numbers, *, low: float = 0.1, high: float = 0.9
) -> DayBands:
    """
    Learn bands of which the share `low` of days sells less and 1 - `high` sells more.

    Days are sorted into sizes by what was expected of them. In each, a negative binomial gets the spread that the
    days held back had; then the chances that it gives to what came tell which of its levels really hold the shares.

    Args:
        mean: (S, B, 7), units that were expected of days held back.
        came: (S, B, 7), what they sold.
        lumpiness: (S,), as from `day_lumpiness`, of the weeks before.
        low: the share of days below the band.
        high: the share of days not above it.

    Notes:
        A day sells whole units, so that a band that ends at nought or one holds more than it must. Sources:
        Chernozhukov, Wüthrich, Zhu (2021), "Distributional conformal prediction", PNAS 118; chances of whole numbers
        as in Czado, Gneiting, Held (2009), Biometrics 65. Time O(days · levels).
    """
    expected, sold = mean.ravel(), came.ravel()
    lumpy = np.broadcast_to(lumpiness[:, None, None], mean.shape).ravel()
    open_ = expected > 0
    expected, sold, lumpy = expected[open_], sold[open_], lumpy[open_]
    sizes = max(1, min(_SIZES, expected.size // _FEWEST))
    ends = np.quantile(expected, np.arange(1, sizes) / sizes) if expected.size else np.zeros(0)
    size = np.searchsorted(ends, expected, side="right")
    spread, lows, highs = np.ones(sizes), np.full(sizes, low), np.full(sizes, high)
    for at in range(sizes if expected.size else 0):
        each = size == at
        spread[at] = _spread(expected[each], sold[each], lumpy[each])
        variance = _variance(expected[each], lumpy[each], spread[at])
        lows[at], highs[at] = _levels(expected[each], variance, sold[each], (low, high))
    return DayBands(ends, spread, lows, highs)


def day_lumpiness(sold: Numbers, shares: Numbers) -> Numbers:
    """
    Return how much more than by chance each article's days vary within its weeks, drawn to what is usual.

    Args:
        sold: (S, T, 7), units of each day of the known weeks; the last 26 count.
        shares: (S, 7), the usual share of each weekday.

    Returns:
        (S,), such that the variance of a day is mean + lumpiness * mean ** 2, >= 0.

    Example:
        >>> even = np.full((1, 30, 7), 10.0)
        >>> day_lumpiness(even, np.full((1, 7), 1 / 7)).tolist()
        [0.0]
    """
    recent = sold[:, -_WEEKS:]
    told = recent.sum(axis=2, keepdims=True) * shares[:, None, :]
    excess = ((recent - told) ** 2 - told).sum(axis=(1, 2))
    squares = (told**2).sum(axis=(1, 2))
    usual = max(excess.sum(), 0) / max(squares.sum(), 1e-9)
    own: Numbers = np.maximum(excess + _DRAWN * usual, 0) / (squares + _DRAWN)
    return own


def _variance(mean: Numbers, lumpiness: Numbers, spread: Numbers | float) -> Numbers:
    lumpy = lumpiness.reshape(-1, *[1] * (mean.ndim - 1))
    return mean + np.maximum(spread * lumpy, _LEAST_SPREAD) * mean**2


def _shape(mean: Numbers, variance: Numbers) -> tuple[Numbers, Numbers]:
    """Return the parameters of the negative binomial with a mean and a variance."""
    safe = np.maximum(mean, 1e-9)
    size = safe**2 / np.maximum(variance - mean, _LEAST_SPREAD * safe**2)
    return size, size / (size + safe)


def _spread(mean: Numbers, sold: Numbers, lumpiness: Numbers) -> float:
    excess = ((sold - mean) ** 2 - mean).sum()
    return float(max(excess, 0) / max((lumpiness * mean**2).sum(), 1e-9))


def _part_below(level: Numbers, shape: tuple[Numbers, Numbers], sold: Numbers) -> Numbers:
    """Return which part of the chance of exactly what was sold lies below a level of chance, 0 to 1."""
    upto, less = nbinom.cdf(sold, *shape), nbinom.cdf(sold - 1, *shape)
    part: Numbers = np.clip((level - less) / np.maximum(upto - less, 1e-12), 0, 1)
    return part


def _levels(
    mean: Numbers, variance: Numbers, sold: Numbers, shares: tuple[float, float]
) -> tuple[float, float]:
    """Return the levels of chance below which the shares of what came lie."""
    held = _part_below(_LEVELS[:, None], _shape(mean, variance), sold).mean(axis=1)
    first, last = (float(_LEVELS[np.searchsorted(held, share)]) for share in shares)
    return first, last
