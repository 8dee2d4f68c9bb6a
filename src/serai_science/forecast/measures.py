"""How good forecasts are: error, bias, pinball loss, coverage."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating]


def wape(actual: Numbers, forecast: Numbers) -> float:
    """
    Return the sum of absolute errors over the sum of what was sold.

    Example:
        >>> wape(np.array([10.0, 10.0]), np.array([8.0, 13.0]))
        0.25
    """
    return float(np.abs(actual - forecast).sum() / actual.sum())


def bias(actual: Numbers, forecast: Numbers) -> float:
    """
    Return how much more was forecast than sold, as a share of what was sold.

    Example:
        >>> bias(np.array([10.0, 10.0]), np.array([8.0, 13.0]))
        0.05
    """
    return float((forecast - actual).sum() / actual.sum())


def pinball(actual: Numbers, forecast: Numbers, quantile: float) -> float:
    """
    Return the mean pinball loss of a quantile: what stays least if the quantile is right.

    Example:
        >>> pinball(np.array([10.0]), np.array([8.0]), 0.9)
        1.8
    """
    short = actual - forecast
    return float(np.maximum(quantile * short, (quantile - 1) * short).mean())


def coverage(actual: Numbers, low: Numbers, high: Numbers) -> float:
    """
    Return the share of what was sold that lies within its band, ends included.

    Example:
        >>> coverage(np.array([1.0, 5.0]), np.array([0.0, 0.0]), np.array([2.0, 2.0]))
        0.5
    """
    return float(((actual >= low) & (actual <= high)).mean())


def rmsse(past: Numbers, actual: Numbers, forecast: Numbers) -> NDArray[np.float64]:
    """
    Return the scaled error of each series: its squared errors beside those of the naive forecast of its past.

    Args:
        past: (S, T), units per period; what comes before the first sale is left out.
        actual: (S, H), units per period.
        forecast: (S, H), units per period.

    Returns:
        (S,) array; NaN for a series whose past never changes, which has no scale.

    Notes:
        Source: Makridakis, Spiliotis, Assimakopoulos (2022), "M5 accuracy competition", IJF 38(4).
    """
    begun = np.maximum.accumulate(past > 0, axis=1)
    steps = np.diff(past, axis=1) ** 2 * begun[:, :-1]
    count = begun[:, :-1].sum(axis=1)
    scale = steps.sum(axis=1) / np.where(count, count, 1)
    squared = ((actual - forecast) ** 2).mean(axis=1)
    return np.sqrt(np.where(scale > 0, squared, np.nan) / np.where(scale > 0, scale, 1.0))


def wrmsse(past: Numbers, actual: Numbers, forecast: Numbers, weight: Numbers) -> float:
    """
    Return the mean of `rmsse`, each series weighed by what it earns; series without a scale are left out.

    Args:
        past: (S, T), units per period.
        actual: (S, H), units per period.
        forecast: (S, H), units per period.
        weight: (S,), >= 0, such as the sales of the last four weeks.
    """
    scaled = rmsse(past, actual, forecast)
    known = np.isfinite(scaled)
    return float((scaled[known] * weight[known]).sum() / weight[known].sum())
