"""How good an order of people is: the uplift of the best-ranked, beside that of people at random."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def qini(score: Numbers, treated: Numbers, outcome: Numbers) -> float:
    """
    Return the area between the Qini curve and the line of people at random, per person; times 1,000.

    At each rank the outcomes of the treated so far are compared with those of the others so far, brought to
    their number. The mean distance to the straight line over all ranks is divided by the number of people.

    Args:
        score: (n,) larger is treated sooner; ties stay in their order.
        treated: (n,) of 0 and 1.
        outcome: (n,) such as visits.

    Notes:
        Source: Radcliffe (2007), "Using Control Groups to Target on Predicted Lift".

    Example:
        >>> qini(np.array([4.0, 3, 2, 1]), np.array([1.0, 0, 1, 0]), np.array([1.0, 0, 0, 0]))
        93.75
    """
    order = np.argsort(-score, kind="stable")
    with_it, outcomes = treated[order], outcome[order]
    n_with, n_without = np.cumsum(with_it), np.cumsum(1 - with_it)
    without = np.cumsum(outcomes * (1 - with_it))
    brought = np.divide(
        without * n_with, n_without, out=np.zeros_like(without), where=n_without > 0
    )
    curve = np.cumsum(outcomes * with_it) - brought
    at_random = curve[-1] * np.arange(1, score.size + 1) / score.size
    return float((curve - at_random).mean() / score.size * 1000)


def uplift_of_best(score: Numbers, treated: Numbers, outcome: Numbers, *, share: float) -> float:
    """Return how much more of the outcome the treated have among the best-ranked `share` of people."""
    best = np.argsort(-score, kind="stable")[: max(1, int(share * score.size))]
    with_it = treated[best] > 0
    return float(outcome[best][with_it].mean() - outcome[best][~with_it].mean())
