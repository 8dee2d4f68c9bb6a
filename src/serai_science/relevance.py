"""How good a ranking is, measured against judgements."""

from collections.abc import Mapping, Sequence
from math import log2
from typing import TypeVar

T = TypeVar("T")


def ndcg(ranking: Sequence[T], judged: Mapping[T, int], *, depth: int = 10) -> float:
    """
    Return the normalised discounted cumulative gain of the first `depth` places.

    Gain 2**grade - 1, discount 1 / log2(rank + 1), divided by the best that the judgements allow.
    What nobody judged gains nothing.

    Args:
        ranking: answers, best first.
        judged: grade of each judged answer, >= 0.
        depth: places that count, >= 1.

    Returns:
        A number in [0, 1].

    Raises:
        ValueError: no judgement is positive, so that no ranking is better than another.

    Notes:
        Source: Järvelin & Kekäläinen (2002), ACM TOIS 20(4); gain as in Burges et al. (2005).

    Example:
        >>> round(ndcg(["b", "a"], {"a": 2, "b": 1}), 3)
        0.797
    """
    ideal = _gained(sorted(judged.values(), reverse=True)[:depth])
    if ideal == 0:
        raise ValueError("No judgement is positive.")
    return _gained([judged.get(answer, 0) for answer in ranking[:depth]]) / ideal


def _gained(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))
