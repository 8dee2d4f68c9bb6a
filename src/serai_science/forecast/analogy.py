"""What a new article will sell: its own first periods, and those of articles like it."""

import numpy as np
from numpy.typing import NDArray

from serai_science.forecast.panel import Codes

Numbers = NDArray[np.float64]


def level_by_analogy(
    demand: Numbers,
    group: Codes,
    *,
    young: int = 8,
    strength: float = 2.0,
) -> Numbers:
    """
    Return what each article sells a period: by itself where it is known, by its like where it is new.

    Args:
        demand: (S, T), units per period.
        group: (S,), codes of the narrowest group that can stand for one another.
        young: an article whose first sale was within so many periods is new, >= 1.
        strength: how many periods of its own count as much as all of its like, > 0.

    Returns:
        (S,), units per period. An article that never sold sells as its like do; without like, nothing.

    Example:
        >>> level_by_analogy(np.array([[4.0, 4, 4, 4], [0, 0, 0, 10]]), np.array([0, 0]), young=2, strength=1.0)
        array([4., 7.])
    """
    periods = demand.shape[1]
    sold = demand > 0
    begun = np.where(sold.any(axis=1), np.argmax(sold, axis=1), periods)
    known = periods - begun
    own = demand.sum(axis=1) / np.maximum(known, 1)
    old = known > young
    size = int(group.max()) + 1
    like = np.bincount(group[old], own[old], size) / np.maximum(
        np.bincount(group[old], minlength=size), 1
    )
    drawn = (own * known + strength * like[group]) / (known + strength)
    told: Numbers = np.where(old, own, drawn)
    return told
