"""Thompson sampling for rewards that either happen or do not."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from serai_science.bandits.first_place import FirstPlace, first_place, nodes_around
from serai_science.bandits.ranked import Ranked


@dataclass(frozen=True, slots=True)
class BetaArms:
    """
    A belief about each arm's rate: Beta(hits, misses).

    Attributes:
        hits: (n,) array, rewards seen and imagined, > 0.
        misses: (n,) array, the other exposures, seen and imagined, > 0.
    """

    hits: NDArray[np.float64]
    misses: NDArray[np.float64]

    @classmethod
    def fresh(cls, n: int, *, rate: float = 0.5, weight: float = 2.0) -> Self:
        """
        Return `n` arms that nobody has tried.

        Args:
            n: how many arms, >= 1.
            rate: what is expected of an unknown arm, in (0, 1).
            weight: how many exposures that expectation is worth, > 0. The default is a flat belief;
                a shop that knows its click rate of 2 % learns much faster from rate=0.02, weight=50.

        Raises:
            ValueError: the rate or the weight is out of range.

        Example:
            >>> BetaArms.fresh(2, rate=0.02, weight=50).learned(np.array([1]), np.array([1])).mean.tolist()
            [0.02, 0.0392156862745098]
        """
        if not (0 < rate < 1 and weight > 0):
            raise ValueError("The rate is between 0 and 1, and the weight is positive.")
        return cls(np.full(n, rate * weight), np.full(n, (1 - rate) * weight))

    @property
    def mean(self) -> NDArray[np.float64]:
        """Return the (n,) expected rates."""
        return self.hits / (self.hits + self.misses)

    def of(self, item: NDArray[np.integer]) -> Self:
        """Return the belief about some arms only, in the given order."""
        return type(self)(self.hits[item], self.misses[item])

    def learned(self, item: NDArray[np.integer], reward: NDArray[np.floating]) -> Self:
        """
        Return the belief after a batch of exposures.

        Args:
            item: (m,) array of arms, in [0, n); an arm may come several times.
            reward: (m,) array, each in [0, 1]: 1 for a hit, 0 for a miss.

        Raises:
            ValueError: a reward is outside [0, 1].
        """
        if np.any((reward < 0) | (reward > 1)):
            raise ValueError("A reward of these arms is between 0 and 1.")
        n = self.hits.size
        hits = np.bincount(item, weights=reward, minlength=n)
        return type(self)(self.hits + hits, self.misses + np.bincount(item, minlength=n) - hits)

    def first_place(self) -> FirstPlace:
        """
        Return the chance of each arm to be drawn first.

        It depends on the belief alone: a policy whose belief is updated in batches asks once per batch.

        Notes:
            Quadrature over the logit of the rate, where the density is smooth for every hits, misses > 0.
            Source: Cook (2005), Exact calculation of beta inequalities, UTMDABTR-005-05.

        Example:
            >>> BetaArms(np.array([2.0, 1.0]), np.array([1.0, 1.0])).first_place().chance.round(3).tolist()
            [0.667, 0.333]
        """
        a, b = self.hits, self.misses
        node = nodes_around(np.log(a / b), np.sqrt(1 / a + 1 / b))
        log_rate, log_rest = -np.logaddexp(0, -node), -np.logaddexp(0, node)
        return first_place(node, a[:, None] * log_rate + b[:, None] * log_rest)

    def drawn(self, rng: np.random.Generator) -> NDArray[np.float64]:
        """Return a rate for each arm, (n,), drawn from the belief."""
        return rng.beta(self.hits, self.misses)

    def rank(self, *, rng: np.random.Generator, first: FirstPlace | None = None) -> Ranked:
        """
        Draw a rate for each arm and rank by it.

        Args:
            rng: where chance comes from; n beta draws.
            first: what `first_place` said about this belief, when the caller has kept it.

        Notes:
            Time O(n log n) with `first`. Source: Thompson (1933), Biometrika 25; Chapelle & Li (2011),
            NeurIPS.
        """
        first = first or self.first_place()
        return Ranked(np.argsort(-self.drawn(rng)), first.chance, first.error)
