"""Forecasts that add up: of the whole, its parts and what is left over."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def reconcile(
    whole: Numbers, parts: Numbers, *, whole_variance: Numbers, part_variance: Numbers
) -> tuple[Numbers, Numbers]:
    """
    Move the forecasts of wholes and of all of their parts until they add up, each by how little it is trusted.

    Args:
        whole: (P, H), units per period.
        parts: (P, L, H), units per period; all parts, so that they should sum to the whole.
        whole_variance: (P, H), of the error of the whole, > 0.
        part_variance: (P, L, H), of the errors of the parts, > 0.

    Returns:
        The whole and the parts: parts >= 0, and their sum is the whole.

    Notes:
        Minimum trace with a diagonal covariance. What would turn negative becomes 0 and the others move instead.
        Source: Wickramasuriya, Athanasopoulos, Hyndman (2019), JASA 114(526).

    Example:
        >>> whole, parts = reconcile(np.array([[10.0]]), np.array([[[3.0], [5.0]]]),
        ...                          whole_variance=np.array([[2.0]]), part_variance=np.array([[[1.0], [1.0]]]))
        >>> whole.tolist(), parts.tolist()
        ([[9.0]], [[[3.5], [5.5]]])
    """
    gap = whole - parts.sum(axis=1)
    weight = part_variance / (whole_variance + part_variance.sum(axis=1))[:, None, :]
    moved = np.maximum(parts + weight * gap[:, None, :], 0)
    agreed = np.maximum(
        whole - gap * whole_variance / (whole_variance + part_variance.sum(axis=1)), 0
    )
    total = moved.sum(axis=1)
    fitted = moved * np.where(total > 0, agreed / np.where(total > 0, total, 1), 0)[:, None, :]
    return fitted.sum(axis=1), fitted
