"""What the best findings of a query have in common, and how much each finding is like that."""

import numpy as np
from numpy.typing import NDArray


def likeness_to_the_best(
    score: NDArray[np.float64], direction: NDArray[np.float32], *, best: int
) -> NDArray[np.float64]:
    """
    Return how much each finding points where the best ones point.

    The best findings vote with their scores for a direction; a finding that is of another kind than most
    of them points elsewhere, however well it holds the words.

    Args:
        score: (n,) how well each finding matches, in the order of the findings, the best first; those <= 0
            have no vote.
        direction: (n, k) of length one, or zero for what nothing is known about.
        best: how many vote, >= 1.

    Returns:
        (n,) cosines in [0, 1]; those that point away count as 0.

    Notes:
        Pseudo-relevance feedback in a latent space: Rocchio's centroid (1971) without negative examples.
        Time O(n k).

    Example:
        >>> kinds = np.array([[1, 0], [1, 0], [0, 1]], np.float32)
        >>> likeness_to_the_best(np.array([3.0, 2.0, 1.0]), kinds, best=3).round(2)
        array([0.98, 0.98, 0.2 ])
    """
    votes = np.maximum(score[:best], 0.0).astype(np.float32)
    common = votes @ direction[:best]
    length = float(np.linalg.norm(common))
    if length < 1e-9:
        return np.zeros(score.size)
    return np.clip(direction @ (common / length), 0.0, 1.0).astype(np.float64)
