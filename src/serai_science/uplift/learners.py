"""Three ways from an experiment to each person's uplift, on any model of chances."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from serai_science.linear.logistic import fit_logistic
from serai_science.linear.scale import Scale

Numbers = NDArray[np.float64]
Known = Callable[[Numbers], Numbers]
"""What was learned: (n, k) features in, (n,) out."""
Learn = Callable[[Numbers, Numbers], Known]
"""Learns an (n,) outcome from (n, k) features."""
_FOLDS = 4


def chances(*, ridge: float) -> Learn:
    """Return how to learn the chance of an outcome of 0 and 1 by a logistic line."""
    return lambda features, outcome: fit_logistic(features, outcome, ridge=ridge).chance


def means(*, ridge: float) -> Learn:
    """Return how to learn the mean of any outcome by a line; `ridge` shrinks its slopes, in rows."""

    def learn(features: Numbers, outcome: Numbers) -> Known:
        scale, middle = Scale.of(features), float(outcome.mean())
        rows = scale.apply(features)
        shrunk = rows.T @ rows + ridge * np.eye(rows.shape[1])
        slopes = np.linalg.solve(shrunk, rows.T @ (outcome - middle))
        base = middle - float((rows @ slopes).mean())
        return lambda asked: base + scale.apply(asked) @ slopes

    return learn


def t_learner(features: Numbers, treated: Numbers, responded: Numbers, *, each: Learn) -> Known:
    """
    Return the uplift as the difference of two models, one of each group.

    Args:
        features: (n, k) known before the treatment.
        treated: (n,) of 0 and 1, drawn by lot.
        responded: (n,) outcome.
        each: learns a group's outcome.
    """
    without, with_it = _of_groups(features, treated, responded, each)
    return lambda asked: with_it(asked) - without(asked)


def x_learner(
    features: Numbers, treated: Numbers, responded: Numbers, *, each: Learn, effect: Learn
) -> Known:
    """
    Return the uplift learned from what each person did beside what the other group's model expected.

    Each group yields a model of the effect; they are weighed by the share of people that the other's
    expectations were learned from.

    Args:
        features: (n, k) known before the treatment.
        treated: (n,) of 0 and 1, drawn by lot.
        responded: (n,) outcome.
        each: learns a group's outcome.
        effect: learns the imputed effects.

    Notes:
        Source: Künzel, Sekhon, Bickel & Yu (2019), "Metalearners for estimating heterogeneous treatment
        effects using machine learning", PNAS 116(10).
    """
    without, with_it = _of_groups(features, treated, responded, each)
    inside = treated > 0
    of_treated = effect(features[inside], responded[inside] - without(features[inside]))
    of_others = effect(features[~inside], with_it(features[~inside]) - responded[~inside])
    share = float(treated.mean())
    return lambda asked: share * of_others(asked) + (1 - share) * of_treated(asked)


def dr_learner(
    features: Numbers, treated: Numbers, responded: Numbers, *, each: Learn, effect: Learn
) -> Known:
    """
    Return the uplift learned from doubly robust effects of people whom the expectations never saw.

    Args:
        features: (n, k) known before the treatment.
        treated: (n,) of 0 and 1, drawn by lot with one chance for all.
        responded: (n,) outcome.
        each: learns a group's outcome.
        effect: learns the effects.

    Notes:
        Row i is in fold i mod 4. Source: Kennedy (2023), "Towards optimal doubly robust estimation of
        heterogeneous causal effects", Electronic Journal of Statistics 17(2).
    """
    share, fold = float(treated.mean()), np.arange(treated.size) % _FOLDS
    found = np.zeros(treated.size)
    for one in range(_FOLDS):
        taught, asked = fold != one, fold == one
        without, with_it = _of_groups(features[taught], treated[taught], responded[taught], each)
        low, high = without(features[asked]), with_it(features[asked])
        group, outcome = treated[asked], responded[asked]
        found[asked] = (
            high
            - low
            + group * (outcome - high) / share
            - (1 - group) * (outcome - low) / (1 - share)
        )
    return effect(features, found)


def _of_groups(
    features: Numbers, treated: Numbers, responded: Numbers, each: Learn
) -> tuple[Known, Known]:
    inside = treated > 0
    return each(features[~inside], responded[~inside]), each(features[inside], responded[inside])
