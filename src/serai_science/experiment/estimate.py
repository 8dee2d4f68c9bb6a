"""Means of arms and how far they may be off."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Estimate:
    """
    What is known of a metric in each arm; the last axis is the arm, and arm 0 is the control.

    Attributes:
        n: (..., k) array, subjects.
        mean: (..., k) array, unit of the metric.
        own: (..., k) array, squared standard error from the arm's own subjects.
        common: (...) array, squared standard error that all arms share: the difference of two arms is free
            of it, a ratio is not. Only adjusted metrics have it.
    """

    n: NDArray[np.float64]
    mean: NDArray[np.float64]
    own: NDArray[np.float64]
    common: NDArray[np.float64]

    @property
    def difference(self) -> NDArray[np.float64]:
        """Return (..., k - 1): each arm's mean minus the control's."""
        found: NDArray[np.float64] = self.mean[..., 1:] - self.mean[..., :1]
        return found

    @property
    def difference_error(self) -> NDArray[np.float64]:
        """Return (..., k - 1): standard errors of the differences."""
        found: NDArray[np.float64] = np.sqrt(self.own[..., 1:] + self.own[..., :1])
        return found

    @property
    def information(self) -> NDArray[np.float64]:
        """Return (..., k - 1): n_0 n_i / (n_0 + n_i), how much the subjects tell of each difference."""
        control, arm = self.n[..., :1], self.n[..., 1:]
        found: NDArray[np.float64] = control * arm / np.maximum(control + arm, 1)
        return found


def estimate_means(
    value: NDArray[np.floating],
    arm: NDArray[np.integer],
    *,
    n_arms: int,
    common: float = 0.0,
) -> Estimate:
    """
    Return the mean of each arm with its error.

    Args:
        value: (n,) array, one number per subject; 0 and 1 for a conversion.
        arm: (n,) array of arms in [0, n_arms).
        n_arms: arms, the control included, >= 2.
        common: squared error shared by all arms, from `cuped.adjusted`.

    Returns:
        The estimate; an arm without two subjects has an infinite error.

    Notes:
        Time O(n); deterministic.

    Example:
        >>> found = estimate_means(np.array([0.0, 1, 1, 3]), np.array([0, 0, 1, 1]), n_arms=2)
        >>> found.mean.tolist(), found.own.tolist()
        ([0.5, 2.0], [0.25, 1.0])
    """
    n = np.bincount(arm, minlength=n_arms).astype(np.float64)
    mean = np.bincount(arm, weights=value, minlength=n_arms) / np.maximum(n, 1)
    squares = np.bincount(arm, weights=(value - mean[arm]) ** 2, minlength=n_arms)
    with np.errstate(divide="ignore"):
        own = np.where(n > 1, squares / (np.maximum(n - 1, 1) * np.maximum(n, 1)), np.inf)
    return Estimate(n, mean, own, np.asarray(common, np.float64))


def estimate_moments(
    n: NDArray[np.number], total: NDArray[np.number], squares: NDArray[np.number]
) -> Estimate:
    """
    Return the mean of each arm with its error, of sums: for subjects too many to be handed over one by one.

    Args:
        n: (k,) array, subjects of each arm.
        total: (k,) array, the sum of the subjects' numbers.
        squares: (k,) array, the sum of their squares.

    Returns:
        The estimate, as `estimate_means` gives it for the same subjects; exact to about 1e-16 of the squares,
        so that a spread far smaller than the numbers themselves is lost.

    Notes:
        Time O(k); deterministic.

    Example:
        >>> found = estimate_moments(np.array([2, 2]), np.array([1.0, 4]), np.array([1.0, 10]))
        >>> found.mean.tolist(), found.own.tolist()
        ([0.5, 2.0], [0.25, 1.0])
    """
    count = np.asarray(n, np.float64)
    mean = np.asarray(total, np.float64) / np.maximum(count, 1)
    spread = np.maximum(np.asarray(squares, np.float64) - count * mean**2, 0)
    with np.errstate(divide="ignore"):
        own = np.where(
            count > 1, spread / (np.maximum(count - 1, 1) * np.maximum(count, 1)), np.inf
        )
    return Estimate(count, mean, own, np.asarray(0.0))
