"""Metrics that are a ratio of two sums: clicks per view, spend per order."""

from math import sqrt

import numpy as np
from numpy.typing import NDArray


def linearised(
    numerator: NDArray[np.floating],
    denominator: NDArray[np.floating],
    arm: NDArray[np.integer],
    *,
    n_arms: int,
) -> NDArray[np.float64]:
    """
    Return one number per subject whose mean over an arm is the arm's ratio, and whose spread is the ratio's.

    With R the ratio of the arm's sums and x its mean denominator, a subject's number is
    R + (numerator - R denominator) / x: the delta method. Views of one subject may depend on one another as
    they like; only subjects must be independent.

    Args:
        numerator: (n,) array, per subject.
        denominator: (n,) array, per subject, >= 0.
        arm: (n,) array of arms in [0, n_arms).
        n_arms: arms, the control included.

    Returns:
        (n,) array, unit of numerator per unit of denominator.

    Raises:
        ValueError: an arm with subjects has no denominator at all.

    Notes:
        Time O(n); deterministic. Source: Deng, Knoblich & Lu (2018), KDD, section 3.

    Example:
        >>> arm = np.zeros(3, int)
        >>> linearised(np.array([1.0, 0, 2]), np.array([2.0, 1, 3]), arm, n_arms=1).round(3).tolist()
        [0.5, 0.25, 0.75]
    """
    subjects = np.bincount(arm, minlength=n_arms)
    below = np.bincount(arm, weights=denominator, minlength=n_arms)
    if np.any((subjects > 0) & (below <= 0)):
        raise ValueError("An arm's denominator is zero: its ratio does not exist.")
    below = np.where(subjects > 0, below, 1)
    ratio = np.bincount(arm, weights=numerator, minlength=n_arms) / below
    mean = below / np.maximum(subjects, 1)
    found: NDArray[np.float64] = ratio[arm] + (numerator - ratio[arm] * denominator) / mean[arm]
    return found


def ratio_of_moments(
    n: float, numerator: float, denominator: float, squares: tuple[float, float, float]
) -> tuple[float, float]:
    """
    Return the ratio of two sums over subjects and its standard error, of sums alone.

    Args:
        n: subjects.
        numerator: the sum of their numerators.
        denominator: the sum of their denominators, >= 0.
        squares: the sums of numerator squared, of numerator times denominator, and of denominator squared.

    Returns:
        The ratio, NaN without a denominator; its error, infinite with fewer than two subjects. The same as the
        mean and the error of `linearised`.

    Example:
        >>> ratio, error = ratio_of_moments(3, 3.0, 6.0, (5.0, 8.0, 14.0))
        >>> round(ratio, 3), round(error, 3)
        (0.5, 0.144)
    """
    if denominator <= 0:
        return float("nan"), float("inf")
    ratio = numerator / denominator
    if n < 2:
        return ratio, float("inf")
    own, both, below = squares
    spread = max(own - 2 * ratio * both + ratio**2 * below, 0.0)
    return ratio, sqrt(spread * n / (n - 1)) / denominator
