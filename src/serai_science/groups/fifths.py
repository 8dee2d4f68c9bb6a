"""Everybody's place among all, in fifths."""

import numpy as np
from numpy.typing import NDArray


def fifths(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """
    Return in which fifth each value lies, 1 the lowest to 5 the highest; equal values share a fifth.

    Example:
        >>> fifths(np.array([10.0, 20, 30, 40, 50, 50]))
        array([1, 2, 3, 3, 5, 5])
    """
    if not values.size:
        return np.zeros(0, np.int64)
    ordered = np.sort(values)
    middle = (
        np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right")
    ) / 2
    return np.minimum((5 * middle / values.size).astype(np.int64) + 1, 5)
