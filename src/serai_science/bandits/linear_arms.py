"""LinUCB: a line over features for each arm, and hope where little is known."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from serai_science.bandits.greedy import rank_greedily
from serai_science.bandits.ranked import Ranked


@dataclass(frozen=True, slots=True)
class LinearArms:
    """
    A ridge regression of reward on features for each arm ("disjoint" LinUCB).

    Attributes:
        inverse: (n, d, d) array, the inverse of ridge * I + sum of x x' over the arm's exposures.
        moment: (n, d) array, sum of reward * x over the arm's exposures.
    """

    inverse: NDArray[np.float64]
    moment: NDArray[np.float64]

    @classmethod
    def fresh(cls, n: int, d: int, *, ridge: float = 1.0) -> Self:
        """
        Return `n` arms over `d` features that nobody has tried.

        Args:
            n: how many arms, >= 1.
            d: how many features, >= 1. A constant feature gives each arm its own level.
            ridge: how strongly coefficients are held at 0, > 0.

        Raises:
            ValueError: the ridge is not positive.
        """
        if ridge <= 0:
            raise ValueError("The ridge is positive.")
        return cls(np.tile(np.eye(d) / ridge, (n, 1, 1)), np.zeros((n, d)))

    @property
    def coefficient(self) -> NDArray[np.float64]:
        """Return the (n, d) coefficients, reward per unit of each feature."""
        found: NDArray[np.float64] = np.einsum("nij,nj->ni", self.inverse, self.moment)
        return found

    def of(self, item: NDArray[np.integer]) -> Self:
        """Return the state of some arms only, in the given order."""
        return type(self)(self.inverse[item], self.moment[item])

    def learned(
        self,
        features: NDArray[np.floating],
        item: NDArray[np.integer],
        reward: NDArray[np.floating],
    ) -> Self:
        """
        Return the state after a batch of exposures.

        Args:
            features: (m, d) array, what was known when each arm was shown.
            item: (m,) array of arms, in [0, n); an arm may come several times.
            reward: (m,) array, any unit.

        Notes:
            Sherman & Morrison (1950): (A + x x')^-1 = A^-1 - A^-1 x x' A^-1 / (1 + x' A^-1 x), for all arms
            at once, as often as the most frequent arm occurs. Time O(m d^2 + n d^2).

        Example:
            >>> arms = LinearArms.fresh(1, 1).learned(np.array([[2.0]]), np.array([0]), np.array([3.0]))
            >>> arms.inverse.round(3).tolist(), arms.coefficient.round(3).tolist()
            ([[[0.2]]], [[1.2]])
        """
        features = np.asarray(features, np.float64)
        inverse, moment = self.inverse.copy(), self.moment.copy()
        np.add.at(moment, item, features * np.asarray(reward)[:, None])
        for turn in _one_per_arm(item):
            arm, x = item[turn], features[turn]
            gain = np.einsum("mij,mj->mi", inverse[arm], x)
            size = 1 + np.einsum("mi,mi->m", x, gain)
            inverse[arm] -= gain[:, :, None] * (gain / size[:, None])[:, None, :]
        return type(self)(inverse, moment)

    def upper(self, features: NDArray[np.floating], *, alpha: float) -> NDArray[np.float64]:
        """
        Return the optimistic reward of each arm: x'θ + alpha sqrt(x' A^-1 x).

        Args:
            features: (d,) array for all arms, or (n, d) with its own for each.
            alpha: how many standard errors of hope, >= 0, in units of the reward's noise.

        Returns:
            (n,) array, unit of the reward.

        Notes:
            Source: Li, Chu, Langford & Schapire (2010), WWW, algorithm 1.
        """
        x = np.broadcast_to(np.asarray(features, np.float64), self.moment.shape)
        hope = np.einsum("ni,nij,nj->n", x, self.inverse, x)
        expected: NDArray[np.float64] = np.einsum("ni,ni->n", x, self.coefficient)
        expected += alpha * np.sqrt(hope)
        return expected

    def rank(
        self,
        features: NDArray[np.floating],
        *,
        alpha: float,
        epsilon: float = 0.0,
        rng: np.random.Generator,
    ) -> Ranked:
        """
        Rank all arms by their optimistic reward.

        LinUCB alone is deterministic: its propensities are 0 and 1, and what it logs cannot judge another
        policy. A small `epsilon` mends that.

        Args:
            features: (d,) array for all arms, or (n, d) with its own for each.
            alpha: how many standard errors of hope, >= 0.
            epsilon: share of decisions that are shuffled, in [0, 1].
            rng: where chance comes from.
        """
        return rank_greedily(self.upper(features, alpha=alpha), epsilon=epsilon, rng=rng)


def _one_per_arm(item: NDArray[np.integer]) -> list[NDArray[np.intp]]:
    """Cut a batch into parts in which no arm comes twice, in the order of the batch."""
    by_arm = np.argsort(item, kind="stable")
    starts = np.flatnonzero(np.diff(item[by_arm], prepend=-1))
    sizes = np.diff(starts, append=item.size)
    turn = np.empty(item.size, np.intp)
    turn[by_arm] = np.arange(item.size) - np.repeat(starts, sizes)
    return [np.flatnonzero(turn == number) for number in range(int(sizes.max(initial=0)))]
