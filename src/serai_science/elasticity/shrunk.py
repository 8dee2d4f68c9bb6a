"""
An elasticity for each product that learns from its kind: a normal model of two levels, by empirical Bayes.

Own estimates of many products, each with an error of its own, are drawn towards the mean of their group, and groups
towards the mean of all, as far as the spread that is really there allows (Efron and Morris 1975; Gelman and Hill
2007, chapter 12). The spreads are those under which the estimates are most likely.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # codespell:ignore optimize

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shrunk:
    """
    What is believed of each product after all were seen.

    Attributes:
        mean: (p,), the elasticity.
        error: (p,), its standard deviation.
        group_mean: (g,), what a product of each group is expected to have before it is seen.
        overall: the mean of all groups.
        within: the standard deviation of products within a group.
        between: the standard deviation of groups.
    """

    mean: Floats
    error: Floats
    group_mean: Floats
    overall: float
    within: float
    between: float


def shrink(estimate: Floats, error: Floats, group: Codes) -> Shrunk:
    """
    Draw estimates towards their groups.

    Args:
        estimate: (p,); NaN where a product's prices never moved, so that it has only its group to learn from.
        error: (p,), standard errors; infinite where the estimate is NaN.
        group: (p,), the group of each product, numbered from 0.
    """
    known = np.isfinite(estimate) & np.isfinite(error)
    y = np.where(known, estimate, 0.0)
    precision_of = np.where(known, error, np.inf) ** 2
    n_groups = int(group.max()) + 1

    def unlikely(logs: Floats) -> float:
        within, between = np.exp(logs)
        return _minus_log_likelihood(y, precision_of, group, n_groups, within**2, between**2)

    spread = max(float(np.std(estimate[known])), 1e-3) if known.any() else 1.0
    steps = np.log(spread * np.array([0.05, 0.15, 0.5, 1.5]))
    start = min(product(steps, steps), key=lambda logs: unlikely(np.array(logs)))
    bounds = [(np.log(1e-4), np.log(10 * spread + 1.0))] * 2
    best = minimize(unlikely, np.array(start), method="Nelder-Mead", bounds=bounds)
    within, between = np.exp(best.x)
    overall, group_mean, group_variance = _groups(
        y, precision_of, group, n_groups, within**2, between**2
    )
    own = 1.0 / precision_of
    trust = own / (own + within**-2)
    mean = trust * y + (1 - trust) * group_mean[group]
    variance = 1.0 / (own + within**-2) + (1 - trust) ** 2 * group_variance[group]
    return Shrunk(mean, np.sqrt(variance), group_mean, overall, float(within), float(between))


def _groups(
    y: Floats, noise: Floats, group: Codes, n_groups: int, within: float, between: float
) -> tuple[float, Floats, Floats]:
    """Return the mean of all, and the mean and variance of each group, given the two spreads (squared)."""
    weight = 1.0 / (noise + within)
    total = np.bincount(group, weight, n_groups)
    average = np.bincount(group, weight * y, n_groups) / np.maximum(total, 1e-300)
    seen = total > 0
    of_group = np.where(seen, 1.0 / (1.0 / np.maximum(total, 1e-300) + between), 0.0)
    overall = float((of_group * average).sum() / of_group.sum()) if seen.any() else 0.0
    trust = total / (total + 1.0 / between)
    variance = np.asarray(1.0 / (total + 1.0 / between), np.float64)
    return overall, trust * average + (1 - trust) * overall, variance


def _minus_log_likelihood(
    y: Floats, noise: Floats, group: Codes, n_groups: int, within: float, between: float
) -> float:
    """Return how unlikely the estimates are, the means of groups and of all integrated out."""
    finite = np.isfinite(noise)
    variance = noise[finite] + within
    weight = 1.0 / variance
    where = group[finite]
    total = np.bincount(where, weight, n_groups)
    sums = np.bincount(where, weight * y[finite], n_groups)
    squares = float((weight * y[finite] ** 2).sum())
    seen = total > 0
    average = sums[seen] / total[seen]
    of_group = 1.0 / total[seen] + between
    overall = (average / of_group).sum() / (1.0 / of_group).sum()
    inside = squares - float((sums[seen] ** 2 / total[seen]).sum())
    outside = float(((average - overall) ** 2 / of_group).sum())
    return 0.5 * float(
        np.log(variance).sum()
        + np.log(total[seen]).sum()
        + np.log(of_group).sum()
        + np.log((1.0 / of_group).sum())
        + inside
        + outside
    )
