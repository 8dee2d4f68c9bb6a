"""Thompson sampling for rewards of any size: money, minutes, pieces."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from serai_science.bandits.first_place import FirstPlace, first_place, nodes_around
from serai_science.bandits.ranked import Ranked


@dataclass(frozen=True, slots=True)
class GaussianArms:
    """
    A belief about each arm's mean and variance: normal-inverse-gamma.

    Given the variance v, the mean is Normal(mean, v / weight); 1 / v is Gamma(shape, rate=spread). The
    mean by itself is Student's t with 2 shape degrees of freedom.

    Attributes:
        weight: (n,) array, rewards seen and imagined, > 0.
        mean: (n,) array, expected reward.
        shape: (n,) array, > 0.
        spread: (n,) array, > 0, squared unit of the reward.
    """

    weight: NDArray[np.float64]
    mean: NDArray[np.float64]
    shape: NDArray[np.float64]
    spread: NDArray[np.float64]

    @classmethod
    def fresh(cls, n: int, *, mean: float, deviation: float, weight: float = 1.0) -> Self:
        """
        Return `n` arms that nobody has tried.

        Args:
            n: how many arms, >= 1.
            mean: what is expected of an unknown arm.
            deviation: standard deviation of one reward, > 0: about right is enough.
            weight: how many rewards that expectation is worth, > 0.

        Raises:
            ValueError: the deviation or the weight is not positive.

        Example:
            >>> GaussianArms.fresh(1, mean=0, deviation=1).learned(np.array([0]), np.array([2.0])).mean.tolist()
            [1.0]
        """
        if deviation <= 0 or weight <= 0:
            raise ValueError("The deviation and the weight are positive.")
        return cls(
            np.full(n, float(weight)),
            np.full(n, float(mean)),
            np.full(n, 1.0),
            np.full(n, float(deviation) ** 2),
        )

    def of(self, item: NDArray[np.integer]) -> Self:
        """Return the belief about some arms only, in the given order."""
        return type(self)(self.weight[item], self.mean[item], self.shape[item], self.spread[item])

    def learned(self, item: NDArray[np.integer], reward: NDArray[np.floating]) -> Self:
        """
        Return the belief after a batch of rewards.

        Args:
            item: (m,) array of arms, in [0, n); an arm may come several times.
            reward: (m,) array, any unit.

        Notes:
            One batch or its parts one after another give the same belief.
            Source: Murphy (2007), Conjugate Bayesian analysis of the Gaussian distribution, section 6.
        """
        n = self.mean.size
        count = np.bincount(item, minlength=n).astype(np.float64)
        average = np.bincount(item, weights=reward, minlength=n) / np.maximum(count, 1)
        within = np.bincount(item, weights=(reward - average[item]) ** 2, minlength=n)
        weight = self.weight + count
        between = self.weight * count / weight * (average - self.mean) ** 2
        return type(self)(
            weight,
            self.mean + count / weight * (average - self.mean),
            self.shape + count / 2,
            self.spread + (within + between) / 2,
        )

    @property
    def scale(self) -> NDArray[np.float64]:
        """Return the (n,) scales of Student's t about each mean."""
        return np.sqrt(self.spread / (self.shape * self.weight))

    def first_place(self) -> FirstPlace:
        """
        Return the chance of each arm to be drawn first.

        It depends on the belief alone: a policy whose belief is updated in batches asks once per batch.
        """
        node, scale = nodes_around(self.mean, self.scale), self.scale[:, None]
        degrees = 2 * self.shape[:, None]
        away = (node - self.mean[:, None]) / scale
        return first_place(node, -(degrees + 1) / 2 * np.log1p(away**2 / degrees))

    def drawn(self, rng: np.random.Generator) -> NDArray[np.float64]:
        """Return a mean for each arm, (n,), drawn from the belief."""
        found: NDArray[np.float64] = self.mean + self.scale * rng.standard_t(2 * self.shape)
        return found

    def rank(self, *, rng: np.random.Generator, first: FirstPlace | None = None) -> Ranked:
        """
        Draw a mean for each arm and rank by it.

        Args:
            rng: where chance comes from; n draws of Student's t.
            first: what `first_place` said about this belief, when the caller has kept it.
        """
        first = first or self.first_place()
        return Ranked(np.argsort(-self.drawn(rng)), first.chance, first.error)
