"""What a series sold in periods whose plan was like the plan of the period ahead."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Alike:
    """
    How alike each known period is to the one ahead.

    Attributes:
        distance: (S, T), squared distance of the plans.
        age: (T,), how many periods ago, 0 for the last.
    """

    distance: Numbers
    age: Numbers

    def weights(self, width: float, memory: float) -> Numbers:
        """Return exp(-distance / 2 width) * memory ** age, (S, T)."""
        alike: Numbers = np.exp(-self.distance / (2 * width)) * memory**self.age
        return alike

    def nearest(self, demand: Numbers, k: int) -> tuple[Numbers, Numbers]:
        """Return the mean demand of the `k` most alike periods, and their mean distance; the latest first."""
        best = np.argsort(self.distance + 1e-4 * self.age, axis=1, kind="stable")[:, :k]
        taken = np.take_along_axis(demand, best, axis=1).mean(axis=1)
        return taken, np.take_along_axis(self.distance, best, axis=1).mean(axis=1)


def alike(plan: Numbers, target: int, known: NDArray[np.integer]) -> Alike:
    """
    Compare the plan of a period with those of known ones.

    Args:
        plan: (S, N, K), see `Panel.plan`.
        target: the period ahead.
        known: the periods to compare with, ascending.
    """
    distance = ((plan[:, known] - plan[:, target][:, None, :]) ** 2).sum(axis=2)
    return Alike(distance, np.abs(known[-1] - known).astype(np.float64))


def weighed(demand: Numbers, weight: Numbers, usual: Numbers, strength: float) -> Numbers:
    """
    Return the weighted mean of each series, drawn to what is usual where little is alike.

    Args:
        demand: (S, T), units per period.
        weight: (S, T), >= 0.
        usual: (S,), units per period.
        strength: how many alike periods the usual counts as, > 0.

    Example:
        >>> weighed(np.array([[10.0, 30.0]]), np.array([[1.0, 0.0]]), np.array([20.0]), 1.0)
        array([15.])
    """
    mean: Numbers = ((weight * demand).sum(axis=1) + strength * usual) / (
        weight.sum(axis=1) + strength
    )
    return mean
