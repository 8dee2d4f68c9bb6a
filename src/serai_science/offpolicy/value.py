"""An estimated value of a policy."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from serai_science.experiment.distributions import normal_quantile


@dataclass(frozen=True, slots=True)
class Value:
    """
    What a policy would have earned per round.

    Attributes:
        value: reward per round.
        error: its standard error.
        low: lower end of the interval.
        high: upper end.
        rounds: rounds in the log.
        effective: how many rounds shown by the judged policy itself the log is worth, by Kish's formula
            (sum w)^2 / sum w^2. Below a hundred or so no interval is to be trusted.
        largest: the largest weight, as a share of all weights: how much hangs on one round.
        terms: (rounds,) array whose mean is `value`; the difference of two values of one log is the mean of the
            differences of their terms.
    """

    value: float
    error: float
    low: float
    high: float
    rounds: int
    effective: float
    largest: float
    terms: NDArray[np.float64]


def judged(
    terms: NDArray[np.float64],
    weight: NDArray[np.float64],
    *,
    level: float,
    binary: bool = False,
) -> Value:
    """
    Return the value whose per-round terms are given.

    Args:
        terms: (n,) array, n >= 2; its mean is the estimate.
        weight: (n,) array of importance weights, >= 0.
        level: confidence, in (0, 1).
        binary: rewards are 0 or 1 and rare: Wilson's interval, half a reward wider to either side, for so many
            rounds as would give the same error, but never more than are effective. It holds for a handful of
            clicks and for none, where the normal interval is a point.

    Notes:
        Source: Newcombe (1998), Statistics in Medicine 17(8), method 4; the number of rounds from the error as
        in Korn & Graubard (1998), Survey Methodology 24(2).
    """
    n, value = terms.size, float(terms.mean())
    error = float(terms.std(ddof=1)) / sqrt(n)
    z = normal_quantile((1 + level) / 2)
    total, squares = float(weight.sum()), float(weight @ weight)
    effective = total**2 / squares if squares else 0.0
    low, high = value - z * error, value + z * error
    if binary and effective:
        low, high = _wilson(value, error, effective, z)
    return Value(
        value=value,
        error=error,
        low=low,
        high=high,
        rounds=n,
        effective=effective,
        largest=float(weight.max()) / total if total else 0.0,
        terms=terms,
    )


def _wilson(value: float, error: float, effective: float, z: float) -> tuple[float, float]:
    share = min(max(value, 0.0), 1.0)
    spread = share * (1 - share)
    n = min(effective, spread / error**2) if spread and error else effective
    fewer, more = max(share - 0.5 / n, 0.0), min(share + 0.5 / n, 1.0)
    return _score(fewer, n, -z), _score(more, n, z)


def _score(share: float, n: float, z: float) -> float:
    """One end of Wilson's interval; exactly 0 or 1 for a share of 0 or 1 on its own side."""
    if share in {0.0, 1.0} and (share > 0) == (z > 0):
        return share
    centre = share + z * z / (2 * n)
    return (centre + z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))) / (1 + z * z / n)


def gain(better: Value, worse: Value, *, level: float = 0.95) -> tuple[float, float, float]:
    """
    Return how much more one policy would have earned than another by the same log: low, middle, high.

    Args:
        better: value of one policy.
        worse: value of the other, from the same rounds; `logged` for the policy that wrote the log.
        level: confidence, in (0, 1).

    Raises:
        ValueError: the two are not of the same log.

    Notes:
        Paired by round, so that what is common to both cancels.
    """
    if better.rounds != worse.rounds:
        raise ValueError("Two policies can be compared by one log only.")
    difference = better.terms - worse.terms
    reach = normal_quantile((1 + level) / 2) * float(difference.std(ddof=1)) / sqrt(difference.size)
    middle = float(difference.mean())
    return middle - reach, middle, middle + reach
