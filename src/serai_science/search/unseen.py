"""What to expect of a choice on queries that nobody looked at while choosing."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_PARTS = 10


@dataclass(frozen=True, slots=True)
class Unseen:
    """
    How good the setting is that other queries would have chosen.

    Attributes:
        mean: expected figure of a query that had no part in the choice.
        deviation: of the mean, over ways to cut the queries.
        chosen: (S,) array, how often each setting was chosen; sums to 1.
    """

    mean: float
    deviation: float
    chosen: Numbers


@dataclass(frozen=True, slots=True)
class Tenths:
    """
    How a way does beside a baseline on the worst of ten tenths of the queries, over ways to cut them at random.

    Attributes:
        worst: mean difference of the worst tenth.
        below: which share of the cuts has a tenth that is farther behind than was asked.
        spread: standard error of the difference of one tenth, as it comes from the queries alone.
    """

    worst: float
    below: float
    spread: float


def unseen(quality: Numbers, *, rng: np.random.Generator, times: int = 200) -> Unseen:
    """
    Return what to expect of choosing the best setting, by cross-validation.

    The queries are cut into ten; the best setting on nine parts is measured on the tenth, which it never saw.

    Args:
        quality: (S, Q) array, the figure of each setting on each query, such as NDCG.
        rng: cuts the queries.
        times: how many ways to cut them, >= 1.

    Notes:
        Time O(times · S · Q). Source: Stone (1974), "Cross-validatory choice and assessment", JRSS B 36(2).

    Example:
        >>> twins = np.array([[0.5, 0.7] * 10, [0.2, 0.1] * 10])
        >>> unseen(twins, rng=np.random.default_rng(1), times=3).chosen.tolist()
        [1.0, 0.0]
    """
    settings, queries = quality.shape
    means, chosen = np.empty(times), np.zeros(settings)
    for at in range(times):
        held = np.empty(queries)
        for part in np.array_split(rng.permutation(queries), _PARTS):
            rest = np.ones(queries, bool)
            rest[part] = False
            best = int(quality[:, rest].mean(axis=1).argmax())
            held[part] = quality[best, part]
            chosen[best] += 1
        means[at] = held.mean()
    return Unseen(float(means.mean()), float(means.std()), chosen / chosen.sum())


def worst_tenths(
    gain: Numbers, *, rng: np.random.Generator, behind: float, times: int = 2_000
) -> Tenths:
    """
    Return how the worst of ten random tenths of the queries does.

    Args:
        gain: (Q,) array, a way's figure less the baseline's, query by query; Q >= 10.
        rng: cuts the queries.
        behind: what a tenth may be behind, <= 0.
        times: how many ways to cut them.

    Example:
        >>> even = worst_tenths(np.full(40, 0.1), rng=np.random.default_rng(1), behind=-0.02, times=5)
        >>> round(even.worst, 3), even.below, round(even.spread, 3)
        (0.1, 0.0, 0.0)
    """
    worst = np.array(
        [
            min(gain[part].mean() for part in np.array_split(rng.permutation(gain.size), _PARTS))
            for _ in range(times)
        ]
    )
    spread = gain.std(ddof=1) / np.sqrt(gain.size / _PARTS)
    return Tenths(float(worst.mean()), float((worst < behind).mean()), float(spread))
