"""From what was said of an offer and what runs showed to what is believed of it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from serai_science.offers.effect import Effect

Numbers = NDArray[np.float64]
_AS_UNSURE = 0.5
_LEAST_ERROR = np.array([0.02, 0.02, 0.10])
_LOWEST, _HIGHEST = np.array([0.0, -1.0, 0.0]), np.ones(3)


def as_said(shares: Sequence[float]) -> Effect:
    """
    Return what somebody says of an offer, as unsure as such sayings are.

    Two times in three the truth lies within half of what was said, and never closer than .02, .02 and .10.

    Args:
        shares: in the order of `effect.NAMES`.

    Example:
        >>> as_said([0.08, 0.0, 0.3]).error.tolist()
        [0.04, 0.02, 0.15]
    """
    mean = np.asarray(shares, np.float64)
    return Effect(mean, np.diag(np.maximum(_AS_UNSURE * np.abs(mean), _LEAST_ERROR) ** 2))


def together(shown: Sequence[Effect]) -> Effect:
    """
    Return what several runs show together, each by its precision.

    Where runs differ by more than chance, what they differ by is added to the error of each.

    Args:
        shown: at least one.

    Notes:
        Differences are by the moments of each share alone. Source: DerSimonian & Laird (1986), Controlled Clinical
        Trials 7(3).

    Example:
        >>> runs = [Effect(np.array([each, 0.0, 0.0]), 0.0004 * np.eye(3)) for each in (0.04, 0.06)]
        >>> found = together(runs)
        >>> found.mean.round(3).tolist(), found.error.round(4).tolist()
        ([0.05, 0.0, 0.0], [0.0141, 0.0141, 0.0141])
    """
    between = np.diag(_between(shown))
    weights = [np.linalg.inv(each.covariance + between) for each in shown]
    covariance = np.linalg.inv(np.sum(weights, axis=0))
    mean = covariance @ np.sum(
        [weight @ each.mean for weight, each in zip(weights, shown, strict=True)], axis=0
    )
    return Effect(mean, covariance)


def believed(said: Effect, shown: Effect | None) -> Effect:
    """
    Return what to believe after having seen what runs show; what was said where there are none.

    Example:
        >>> shown = Effect(np.array([0.16, 0.0, 0.3]), np.diag([0.0016, 0.0004, 0.0225]))
        >>> found = believed(as_said([0.08, 0.0, 0.3]), shown)
        >>> found.mean.round(3).tolist(), found.error.round(4).tolist()
        ([0.12, 0.0, 0.3], [0.0283, 0.0141, 0.1061])
    """
    if shown is None:
        return said
    first, second = np.linalg.inv(said.covariance), np.linalg.inv(shown.covariance)
    covariance = np.linalg.inv(first + second)
    return Effect(covariance @ (first @ said.mean + second @ shown.mean), covariance)


def as_shares(effect: Effect) -> Numbers:
    """
    Return (3,) shares that a plan may count with: nobody is won back by less than none.

    Example:
        >>> as_shares(Effect(np.array([-0.01, -0.02, 1.2]), np.eye(3))).tolist()
        [0.0, -0.02, 1.0]
    """
    found: Numbers = np.clip(effect.mean, _LOWEST, _HIGHEST)
    return found


def log_score(belief: Effect, shown: Effect) -> float:
    """
    Return how well a belief foretold what a run showed that it did not know, in nats; higher is better.

    Example:
        >>> near, far = as_said([0.1, 0, 0.3]), as_said([0.5, 0, 0.3])
        >>> shown = Effect(np.array([0.1, 0.0, 0.3]), 0.0004 * np.eye(3))
        >>> log_score(near, shown) > log_score(far, shown)
        True
    """
    spread = belief.covariance + shown.covariance
    off = shown.mean - belief.mean
    _, size = np.linalg.slogdet(2 * np.pi * spread)
    return float(-0.5 * (size + off @ np.linalg.solve(spread, off)))


def _between(shown: Sequence[Effect]) -> Numbers:
    """Return (3,) the variance of each share between runs beyond chance."""
    if len(shown) < 2:
        return np.zeros(3)
    weight = 1 / np.stack([np.diag(each.covariance) for each in shown])
    mean = np.stack([each.mean for each in shown])
    middle = (weight * mean).sum(axis=0) / weight.sum(axis=0)
    surplus = (weight * (mean - middle) ** 2).sum(axis=0) - (len(shown) - 1)
    room = weight.sum(axis=0) - (weight**2).sum(axis=0) / weight.sum(axis=0)
    found: Numbers = np.maximum(surplus / room, 0.0)
    return found
