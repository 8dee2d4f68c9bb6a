"""Epsilon-greedy: the best so far, and sometimes anything."""

import numpy as np
from numpy.typing import NDArray

from serai_science.bandits.ranked import Ranked


def rank_greedily(
    score: NDArray[np.floating], *, epsilon: float, rng: np.random.Generator
) -> Ranked:
    """
    Rank by score, except that with probability `epsilon` all are shuffled.

    Equal scores are shuffled too, so that a beginning without knowledge is fair. With t candidates sharing
    the best score the chance of the first place is epsilon / n, plus (1 - epsilon) / t for those t.

    Args:
        score: (n,) array, any unit, larger is better, finite, n >= 1.
        epsilon: share of decisions that explore, in [0, 1].
        rng: where chance comes from; always the same number of draws.

    Returns:
        The ranking; its propensities are exact.

    Raises:
        ValueError: there are no candidates, a score is not finite, or epsilon is out of range.

    Notes:
        Time O(n log n). Source: Sutton & Barto (2018), Reinforcement Learning, 2nd ed., section 2.2.

    Example:
        >>> ranked = rank_greedily(np.array([0.1, 0.9]), epsilon=0.2, rng=np.random.default_rng(1))
        >>> ranked.order.tolist(), ranked.propensity.round(2).tolist()
        ([1, 0], [0.1, 0.9])
    """
    score = np.asarray(score, np.float64)
    if not score.size or not np.isfinite(score).all():
        raise ValueError("There must be candidates, and their scores must be finite.")
    if not 0 <= epsilon <= 1:
        raise ValueError("Epsilon is a share between 0 and 1.")
    n = score.size
    explores, shuffled = rng.random() < epsilon, rng.permutation(n)
    order = shuffled if explores else shuffled[np.argsort(-score[shuffled], kind="stable")]
    best = score == score.max()
    return Ranked(order, epsilon / n + (1 - epsilon) * best / best.sum())
