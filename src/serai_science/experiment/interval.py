"""Intervals for the effect of an arm: as a difference and as a lift."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.experiment.estimate import Estimate


@dataclass(frozen=True, slots=True)
class Interval:
    """
    What an effect may be; arrays of any one shape, or numbers.

    Attributes:
        low: the smallest effect that the data allow; -inf when they say nothing.
        middle: the best single guess.
        high: the largest.
    """

    low: NDArray[np.float64]
    middle: NDArray[np.float64]
    high: NDArray[np.float64]

    def holds(self, effect: NDArray[np.floating] | float) -> NDArray[np.bool_]:
        """Return whether `effect` is inside, ends included."""
        inside: NDArray[np.bool_] = (self.low <= effect) & (effect <= self.high)
        return inside


def difference_interval(estimate: Estimate, critical: NDArray[np.floating] | float) -> Interval:
    """
    Return the interval of each arm's mean minus the control's.

    Args:
        estimate: of k arms.
        critical: standard errors to either side, broadcast against (..., k - 1).

    Returns:
        Three (..., k - 1) arrays, unit of the metric.

    Example:
        >>> found = Estimate(*map(np.array, ([9.0, 9], [1.0, 2], [0.09, 0.16], 0.0)))
        >>> found = difference_interval(found, 2.0)
        >>> found.low.round(3).tolist(), found.high.round(3).tolist()
        ([0.0], [2.0])
    """
    reach = critical * estimate.difference_error
    middle = estimate.difference
    return Interval(middle - reach, middle, middle + reach)


def lift_interval(estimate: Estimate, critical: NDArray[np.floating] | float) -> Interval:
    """
    Return the interval of each arm's lift, (arm - control) / control, by Fieller's theorem.

    All ratios q are kept for which arm - q control is within `critical` standard errors of 0. Unlike the delta
    method it allows for a control mean that is itself uncertain, and is not symmetric; both agree as samples
    grow.

    Args:
        estimate: of k arms.
        critical: standard errors to either side, broadcast against (..., k - 1).

    Returns:
        Three (..., k - 1) arrays, 0.01 is one percent. Where the control's mean is not positive beyond doubt a
        lift has no bounds: -inf and inf.

    Notes:
        Time O(1) per arm. Source: Fieller (1954), JRSS B 16(2); von Luxburg & Franz (2009), Statistica Sinica
        19(3).

    Example:
        >>> found = lift_interval(Estimate(*map(np.array, ([1.0, 1], [1.0, 1.1], [1e-4, 1e-4], 0.0))), 1.96)
        >>> found.low.round(4).tolist(), found.high.round(4).tolist()
        ([0.0713], [0.1296])
    """
    common = np.asarray(estimate.common)[..., None]
    control, arm = estimate.mean[..., :1], estimate.mean[..., 1:]
    squared = np.asarray(critical, np.float64) ** 2
    with np.errstate(invalid="ignore", divide="ignore"):
        a = control**2 - squared * (estimate.own[..., :1] + common)
        b = control * arm - squared * common
        c = arm**2 - squared * (estimate.own[..., 1:] + common)
        root = np.sqrt(np.maximum(b**2 - a * c, 0))
        sure = (a > 0) & (control > 0) & np.isfinite(root)
        return Interval(
            np.where(sure, (b - root) / a - 1, -np.inf),
            np.where(control > 0, arm / control - 1, np.nan),
            np.where(sure, (b + root) / a - 1, np.inf),
        )
