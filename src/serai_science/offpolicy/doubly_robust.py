"""A model of rewards, corrected where it was wrong by the weighed rounds."""

import numpy as np
from numpy.typing import NDArray

from serai_science.offpolicy.log import Log
from serai_science.offpolicy.value import Value, judged
from serai_science.offpolicy.weighing import importance


def direct(
    predicted: NDArray[np.floating], policy: NDArray[np.floating], *, level: float = 0.95
) -> Value:
    """
    Return the value of a policy by the reward model alone. As wrong as the model, and its interval does not say so.

    Args:
        predicted: (n, k) array, reward of each action in each round.
        policy: (n, k) array, probability of each action under the judged policy; rows sum to one.
        level: confidence of the interval, in (0, 1).
    """
    terms = np.asarray((policy * predicted).sum(axis=1), np.float64)
    return judged(terms, np.ones(terms.size), level=level)


def doubly_robust(
    log: Log,
    policy: NDArray[np.floating],
    predicted: NDArray[np.floating],
    *,
    clip: float | None = None,
    binary: bool = False,
    level: float = 0.95,
) -> Value:
    """
    Return the value of a policy: the model's answer plus the weighed mistakes of the model.

    Args:
        log: n rounds of k actions.
        policy: (n, k) array, probability of each action under the judged policy; rows sum to one.
        predicted: (n, k) array, reward of each action in each round, from a model that has not seen that round
            (`cross_fitting.cross_fitted`).
        clip: the largest weight allowed; None for no bias.
        binary: rewards are 0 or 1 and rare: see `value.judged`.
        level: confidence of the interval, in (0, 1).

    Returns:
        The value: consistent when the propensities are right, whatever the model, and when the model is right,
        whatever the propensities. The better the model, the smaller the error.

    Raises:
        ValueError: see `importance`.

    Notes:
        Time O(n k). Source: Dudík, Langford & Li (2011), ICML; cross-fitting, Chernozhukov et al. (2018),
        The Econometrics Journal 21(1).

    Example:
        >>> log = Log(np.array([0, 1, 0, 1]), np.array([1.0, 0, 1, 0]), np.full(4, 0.5))
        >>> always_0, model = np.tile([1.0, 0.0], (4, 1)), np.tile([0.9, 0.1], (4, 1))
        >>> round(doubly_robust(log, always_0, model).value, 3)
        1.0
    """
    weight = importance(log, log.shown(policy), clip=clip)
    terms = _corrected(weight, log, policy, predicted)
    return judged(terms, weight, level=level, binary=binary)


def switch(
    log: Log,
    policy: NDArray[np.floating],
    predicted: NDArray[np.floating],
    *,
    threshold: float,
    level: float = 0.95,
) -> Value:
    """
    Return the value of a policy, doubly robust but for rounds whose weight exceeds `threshold`: there the model
    alone is believed.

    Args:
        log: n rounds of k actions.
        policy: (n, k) array, probability of each action under the judged policy; rows sum to one.
        predicted: (n, k) array, from a model that has not seen that round.
        threshold: weights above are not used, > 0; 0 is `direct`, infinity is `doubly_robust`.
        level: confidence of the interval, in (0, 1).

    Raises:
        ValueError: see `importance`.

    Notes:
        Source: Wang, Agarwal & Dudík (2017), ICML.
    """
    weight = importance(log, log.shown(policy))
    weight = np.where(weight <= threshold, weight, 0)
    return judged(_corrected(weight, log, policy, predicted), weight, level=level)


def _corrected(
    weight: NDArray[np.float64],
    log: Log,
    policy: NDArray[np.floating],
    predicted: NDArray[np.floating],
) -> NDArray[np.float64]:
    modelled = np.asarray((policy * predicted).sum(axis=1), np.float64)
    return modelled + weight * (log.reward - log.shown(predicted))
