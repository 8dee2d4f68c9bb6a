"""A mean per arm, for epsilon-greedy."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from serai_science.bandits.greedy import rank_greedily
from serai_science.bandits.ranked import Ranked


@dataclass(frozen=True, slots=True)
class MeanArms:
    """
    What each arm brought on average.

    Attributes:
        count: (n,) array, rewards seen and imagined, >= 0.
        total: (n,) array, their sum, in the unit of the reward.
    """

    count: NDArray[np.float64]
    total: NDArray[np.float64]

    @classmethod
    def fresh(cls, n: int, *, mean: float = 0.0, weight: float = 1.0) -> Self:
        """
        Return `n` arms that nobody has tried.

        Args:
            n: how many arms, >= 1.
            mean: the reward that is assumed at first; a high one makes each arm be tried.
            weight: how many rewards that assumption is worth, > 0.
        """
        return cls(np.full(n, float(weight)), np.full(n, float(mean * weight)))

    @property
    def mean(self) -> NDArray[np.float64]:
        """Return the (n,) mean rewards."""
        return self.total / self.count

    def of(self, item: NDArray[np.integer]) -> Self:
        """Return the state of some arms only, in the given order."""
        return type(self)(self.count[item], self.total[item])

    def learned(self, item: NDArray[np.integer], reward: NDArray[np.floating]) -> Self:
        """
        Return the state after a batch of rewards.

        Args:
            item: (m,) array of arms, in [0, n); an arm may come several times.
            reward: (m,) array, any unit.
        """
        n = self.count.size
        return type(self)(
            self.count + np.bincount(item, minlength=n),
            self.total + np.bincount(item, weights=reward, minlength=n),
        )

    def rank(self, *, epsilon: float, rng: np.random.Generator) -> Ranked:
        """Rank all arms by their mean, epsilon-greedily; see `rank_greedily`."""
        return rank_greedily(self.mean, epsilon=epsilon, rng=rng)
