"""Rounds weighed by how much likelier the judged policy would have shown the same."""

import numpy as np
from numpy.typing import NDArray

from serai_science.offpolicy.log import Log
from serai_science.offpolicy.value import Value, judged


def importance(
    log: Log, target: NDArray[np.floating], *, clip: float | None = None
) -> NDArray[np.float64]:
    """
    Return the importance weights of rounds.

    Args:
        log: n rounds.
        target: (n,) array, probability with which the judged policy would have shown what was shown, in [0, 1].
        clip: the largest weight allowed, > 0; less noise for some bias.

    Returns:
        (n,) array, >= 0, mean about 1.

    Raises:
        ValueError: lengths differ, or a probability is outside [0, 1].

    Example:
        >>> log = Log(np.array([0, 1]), np.ones(2), np.array([0.1, 0.5]))
        >>> importance(log, np.array([1.0, 0.5]), clip=5).tolist()
        [5.0, 1.0]
    """
    chance = np.asarray(target, np.float64)
    if chance.shape != log.propensity.shape or not np.all((chance >= 0) & (chance <= 1)):
        raise ValueError("Each round has a target probability in [0, 1].")
    weight = chance / log.propensity
    return weight if clip is None else np.minimum(weight, clip)


def logged(log: Log, *, level: float = 0.95) -> Value:
    """
    Return what the policy that wrote the log earned.

    Args:
        log: n rounds.
        level: confidence of the interval, in (0, 1).
    """
    return judged(log.reward, np.ones(log.reward.size), level=level)


def ips(
    log: Log,
    target: NDArray[np.floating],
    *,
    clip: float | None = None,
    binary: bool = False,
    level: float = 0.95,
) -> Value:
    """
    Return the value of a policy by inverse propensity scoring: the mean of weight * reward.

    Args:
        log: n rounds.
        target: (n,) array, probability that the judged policy shows what was shown, in [0, 1].
        clip: the largest weight allowed; None for no bias.
        binary: rewards are 0 or 1 and rare: see `judged`.
        level: confidence of the interval, in (0, 1).

    Returns:
        The value; unbiased without `clip` if the log could have shown all that the policy would show.

    Raises:
        ValueError: see `importance`.

    Notes:
        Source: Horvitz & Thompson (1952), JASA 47; Li, Chu, Langford & Wang (2011), WSDM.

    Example:
        >>> log = Log(np.array([0, 1, 0, 1]), np.array([1.0, 0, 1, 1]), np.full(4, 0.5))
        >>> found = ips(log, (log.action == 0).astype(float))  # "always show item 0"
        >>> found.value, found.effective
        (1.0, 2.0)
    """
    weight = importance(log, target, clip=clip)
    return judged(weight * log.reward, weight, level=level, binary=binary)


def snips(
    log: Log,
    target: NDArray[np.floating],
    *,
    clip: float | None = None,
    binary: bool = False,
    level: float = 0.95,
) -> Value:
    """
    Return the value of a policy by self-normalised scoring: the weighted mean of rewards.

    It never leaves the range of the rewards, and a constant added to all rewards is added to it.

    Args:
        log: n rounds.
        target: (n,) array, probability that the judged policy shows what was shown, in [0, 1].
        clip: the largest weight allowed.
        binary: rewards are 0 or 1 and rare: see `judged`.
        level: confidence of the interval, in (0, 1).

    Returns:
        The value; its bias vanishes as 1 / n.

    Raises:
        ValueError: see `importance`; or the judged policy would have shown nothing of what was shown.

    Notes:
        Error by the delta method. Source: Swaminathan & Joachims (2015), NeurIPS.

    Example:
        >>> log = Log(np.array([0, 1, 0, 1]), np.array([0.0, 1, 0, 1]), np.full(4, 0.5))
        >>> found = snips(log, (log.action == 0).astype(float), binary=True)
        >>> found.value, round(found.low, 2), round(found.high, 2)
        (0.0, 0.0, 0.8)
    """
    weight = importance(log, target, clip=clip)
    mean = float(weight.mean())
    if mean == 0:
        raise ValueError("The judged policy would have shown nothing of what was shown.")
    value = float((weight * log.reward).mean()) / mean
    terms = value + weight * (log.reward - value) / mean
    return judged(terms, weight, level=level, binary=binary)
