"""How well directions tell kinds apart."""

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 200


def same_kind_nearby(
    asked: NDArray[np.float32],
    kind: NDArray[np.int64],
    among: NDArray[np.float32],
    kinds: NDArray[np.int64],
    *,
    nearest: int,
) -> float:
    """
    Return the share of the nearest rows that are of the same kind, averaged over those asked about.

    Args:
        asked: (m, k) of length one.
        kind: (m,) the kind of each.
        among: (n, k) of length one.
        kinds: (n,) the kind of each.
        nearest: how many of `among` count for each of `asked`; at most n do.

    Notes:
        Time O(m n k), memory O(200 n).

    Example:
        >>> rows = np.array([[1, 0], [0, 1], [0, 1]], np.float32)
        >>> same_kind_nearby(rows[:1], np.array([4]), rows, np.array([4, 5, 5]), nearest=2)
        0.5
    """
    count = min(nearest, among.shape[0])
    if count == 0 or asked.shape[0] == 0:
        return 0.0
    shares = []
    for start in range(0, asked.shape[0], _AT_ONCE):
        likeness = asked[start : start + _AT_ONCE] @ among.T
        near = np.argpartition(-likeness, count - 1, axis=1)[:, :count]
        shares.append((kinds[near] == kind[start : start + _AT_ONCE, None]).mean(axis=1))
    return float(np.concatenate(shares).mean())
