"""What rises: more orders lately than before, beyond chance."""

import numpy as np
from numpy.typing import NDArray


def rising(
    recent: NDArray[np.floating], before: NDArray[np.floating], *, share: float
) -> NDArray[np.float64]:
    """
    Return how far recent orders exceed what the time before foretells, in standard deviations.

    z = (r - e) / sqrt(e + 1) with e = share * before: the score of a Poisson count against its
    expectation, with one order of prior doubt so that a first sale is no trend.

    Args:
        recent: (n,) array, orders in the recent window, >= 0.
        before: (n,) array, orders in the window before it, >= 0.
        share: recent orders of the whole shop divided by its orders before, > 0. It takes a busy week
            of the whole shop out of every product's score.

    Returns:
        (n,) array; 0 is as expected, 3 and more is a trend.

    Raises:
        ValueError: the share is not positive.

    Notes:
        Time O(n); deterministic.

    Example:
        >>> rising(np.array([10.0, 10.0, 1.0]), np.array([10.0, 99.0, 0.0]), share=0.1).round(2).tolist()
        [6.36, 0.03, 1.0]
    """
    if share <= 0:
        raise ValueError("The share must be positive.")
    expected = share * np.asarray(before, np.float64)
    score: NDArray[np.float64] = (recent - expected) / np.sqrt(expected + 1)
    return score


def last_full_day(day: NDArray[np.integer], *, least: float = 0.1) -> int:
    """
    Return the last day that saw ordinary trade.

    A history that ends years ago and then holds one order of today ends, for trends, years ago.

    Args:
        day: (n_lines,) array, days since any epoch, n_lines >= 1.
        least: lines that a day needs, as a share of the median day's, > 0.

    Returns:
        The latest such day.

    Raises:
        ValueError: there are no lines.

    Example:
        >>> last_full_day(np.array([1] * 50 + [2] * 40 + [900]))
        2
    """
    if day.size == 0:
        raise ValueError("There are no lines.")
    days, lines = np.unique(day, return_counts=True)
    return int(days[lines >= least * np.median(lines)][-1])
