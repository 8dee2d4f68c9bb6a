"""Groups of rows that lie together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_STEPS = 100


@dataclass(frozen=True, slots=True)
class Groups:
    """Middles of groups, (groups, k), in the order in which they were asked for."""

    middles: Numbers

    def nearest(self, rows: Numbers) -> NDArray[np.int64]:
        """Return the group whose middle is nearest to each of (n, k) rows; (n,)."""
        nearest: NDArray[np.int64] = np.argmin(_distances(rows, self.middles), axis=1)
        return nearest


def k_means(rows: Numbers, *, groups: int, by: int, rng: np.random.Generator) -> Groups:
    """
    Return groups whose rows lie near their middle, ordered by column `by`, the largest first.

    Args:
        rows: (n, k) on one scale, n >= 1.
        groups: how many at most; fewer when fewer rows differ.
        by: the column whose middles order the groups.
        rng: chooses the first middles, far apart (k-means++).

    Notes:
        O(n k groups) a step, at most 100 steps.
        Source: Arthur & Vassilvitskii (2007), "k-means++: The Advantages of Careful Seeding".
    """
    middles = _apart(rows, groups, rng)
    for _ in range(_STEPS):
        nearest = np.argmin(_distances(rows, middles), axis=1)
        moved = np.stack(
            [
                rows[nearest == each].mean(axis=0) if (nearest == each).any() else middle
                for each, middle in enumerate(middles)
            ]
        )
        if np.allclose(moved, middles):
            break
        middles = moved
    return Groups(middles[np.argsort(-middles[:, by], kind="stable")])


def _apart(rows: Numbers, groups: int, rng: np.random.Generator) -> Numbers:
    chosen = [rows[rng.integers(len(rows))]]
    while len(chosen) < groups:
        distance = _distances(rows, np.stack(chosen)).min(axis=1)
        if distance.sum() <= 1e-12:
            break
        chosen.append(rows[rng.choice(len(rows), p=distance / distance.sum())])
    return np.stack(chosen)


def _distances(rows: Numbers, middles: Numbers) -> Numbers:
    """Return squared distances, (n, groups)."""
    squares: Numbers = (
        (rows**2).sum(axis=1)[:, None] - 2 * rows @ middles.T + (middles**2).sum(axis=1)
    )
    return np.maximum(squares, 0.0)
