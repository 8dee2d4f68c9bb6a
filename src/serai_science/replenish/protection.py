"""Demand until the order after this one arrives, and how uncertain it is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import nbinom, poisson

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Protection:
    """
    Demand of a span of time: arrays of one shape, units.

    Attributes:
        mean: what is expected, >= 0.
        variance: of what comes around it, >= mean.
    """

    mean: Numbers
    variance: Numbers

    def quantile(self, share: Numbers | float) -> Numbers:
        """Return the smallest whole number of units that is enough in `share` of the cases, in [0, 1)."""
        mean = np.maximum(self.mean, 1e-9)
        spread = self.variance - mean
        lumpy = spread > 1e-9
        size = np.where(lumpy, mean**2 / np.where(lumpy, spread, 1), 1.0)
        clumped = nbinom.ppf(share, size, size / (size + mean))
        told: Numbers = np.where(lumpy, clumped, poisson.ppf(share, mean))
        return np.maximum(told, 0)

    def sold_of(self, stock: Numbers, most: int = 400) -> Numbers:
        """Return the expected sales from `stock` units: the sum of P(demand >= n) for n up to the stock."""
        mean = np.maximum(self.mean, 1e-9)
        size = mean**2 / np.maximum(self.variance - mean, 1e-6)
        units = np.arange(min(int(np.max(stock, initial=0)), most))
        chance = nbinom.sf(units, size[..., None], (size / (size + mean))[..., None])
        told: Numbers = np.where(units < stock[..., None], chance, 0).sum(axis=-1)
        return told

    def chance_of_more(self, stock: Numbers) -> Numbers:
        """Return P(demand > stock): the sales expected of one unit beside `stock` units, of a shape that fits."""
        mean = np.maximum(self.mean, 1e-9)
        size = mean**2 / np.maximum(self.variance - mean, 1e-6)
        told: Numbers = nbinom.sf(stock, size, size / (size + mean))
        return told

    def of(self, places: NDArray[np.intp]) -> "Protection":
        """Return the demand of some places only."""
        return Protection(self.mean[places], self.variance[places])


def protection(
    mean: Numbers, *, lumpiness: Numbers | float, lead_variance: float = 0.0
) -> Protection:
    """
    Return the demand over a lead time and a review period.

    Args:
        mean: (..., n), expected units of each period of the span.
        lumpiness: how much more than by chance it varies: the variance of a period is
            mean + lumpiness * mean ** 2, >= 0.
        lead_variance: of the lead time, in squared periods, >= 0.

    Notes:
        Periods err together half of the way: a forecast that is too low this week is likely too low in the
        next. With a lead time that varies, the square of a period's mean times its variance is added.
        Source: Silver, Pyke, Thomas (2017), "Inventory and Production Management in Supply Chains", 7.9.

    Example:
        >>> told = protection(np.array([[4.0, 6.0]]), lumpiness=0.0, lead_variance=0.25)
        >>> told.mean.tolist(), told.variance.tolist()
        ([10.0], [16.25])
    """
    total = mean.sum(axis=-1)
    apart, together = (mean**2).sum(axis=-1), total**2
    variance = total + lumpiness * (apart + together) / 2
    periods = mean.shape[-1]
    return Protection(total, variance + lead_variance * (total / periods) ** 2)
