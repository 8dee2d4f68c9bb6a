"""From the chain's forecast to its locations, and how lumpy demand is there."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_STRENGTH, _MEMORY = 4.0, 0.97


def shares(sold: Numbers, chain: Numbers) -> Numbers:
    """
    Return which share of each product's sales each location makes, lately.

    Args:
        sold: (P, L, T), units per period.
        chain: (P, T), units per period, at least the sums over the locations.

    Returns:
        (P, L), in [0, 1]; drawn to the share that the location has of everything by four units' worth.

    Example:
        >>> shares(np.array([[[6.0], [0.0]]]), np.array([[6.0]])).round(2).tolist()
        [[1.0, 0.0]]
    """
    fading = _MEMORY ** np.arange(sold.shape[2])[::-1]
    usual = sold.sum(axis=(0, 2)) / max(chain.sum(), 1e-9)
    here, everywhere = sold @ fading, chain @ fading
    share: Numbers = (here + _STRENGTH * usual) / (everywhere[:, None] + _STRENGTH)
    return share


def lumpiness(sold: Numbers) -> Numbers:
    """
    Return how much more than by chance each product varies at its locations: variance = mean + lumpiness * mean ** 2.

    Args:
        sold: (P, L, T), units per period, T >= 2.

    Returns:
        (P,), >= 0, drawn to what is usual for all products.
    """
    mean = sold.mean(axis=2)
    excess = np.maximum(sold.var(axis=2, ddof=1) - mean, 0)
    usual = excess.sum() / max((mean**2).sum(), 1e-9)
    own: Numbers = (excess.sum(axis=1) + 2 * usual) / ((mean**2).sum(axis=1) + 2)
    return own
