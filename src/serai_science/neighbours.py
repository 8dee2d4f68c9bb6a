"""The best few of every row: how neighbour lists are stored and cut."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Neighbours:
    """
    At most k neighbours of each of n things, best first.

    Attributes:
        index: (n, k) array of int32. The neighbours' numbers; -1 where there are fewer than k.
        score: (n, k) array of float32. Larger is better; 0 where `index` is -1.
    """

    index: NDArray[np.int32]
    score: NDArray[np.float32]

    @classmethod
    def none(cls, n: int, k: int) -> "Neighbours":
        """Return `n` empty lists of length `k`."""
        return cls(np.full((n, k), -1, np.int32), np.zeros((n, k), np.float32))


def best_of_rows(
    row: NDArray[np.integer],
    column: NDArray[np.integer],
    score: NDArray[np.floating],
    *,
    n_rows: int,
    k: int,
) -> Neighbours:
    """
    Return the `k` best-scored columns of every row of a sparse matrix given as triples.

    Args:
        row: (nnz,) array, 0 <= row < n_rows, in any order.
        column: (nnz,) array, >= 0.
        score: (nnz,) array. Equal scores are ordered by column, smaller first.
        n_rows: number of rows, >= 0.
        k: length of each list, >= 1.

    Returns:
        `Neighbours` of `n_rows` rows.

    Notes:
        Time O(nnz log nnz), memory O(nnz); deterministic.

    Example:
        >>> best = best_of_rows(
        ...     np.array([0, 0, 0, 2]), np.array([5, 7, 9, 1]), np.array([1.0, 3.0, 2.0, 4.0]),
        ...     n_rows=3, k=2,
        ... )
        >>> best.index.tolist()
        [[7, 9], [-1, -1], [1, -1]]
    """
    best = Neighbours.none(n_rows, k)
    order = np.lexsort((column, -score, row))
    ordered = row[order]
    starts = np.searchsorted(ordered, np.arange(n_rows))
    place = np.arange(ordered.size) - starts[ordered]
    kept = place < k
    best.index[ordered[kept], place[kept]] = column[order][kept]
    best.score[ordered[kept], place[kept]] = score[order][kept]
    return best
