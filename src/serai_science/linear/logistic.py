"""Chances as weighted sums of evidence."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.linear.scale import Scale

Numbers = NDArray[np.float64]
_STEPS = 50


@dataclass(frozen=True, slots=True)
class LogisticLine:
    """
    The log-odds of an event: `base` + `weights` · scaled features.

    Attributes:
        scale: of the features.
        weights: (k,) log-odds per standard deviation of each feature.
        base: log-odds for a row in the middle of everything.
    """

    scale: Scale
    weights: Numbers
    base: float

    def log_odds(self, features: Numbers) -> Numbers:
        """Return the log-odds for each row of (n, k) features; (n,)."""
        return self.base + self.scale.apply(features) @ self.weights

    def chance(self, features: Numbers) -> Numbers:
        """Return the chance for each row of (n, k) features; (n,) in 0..1."""
        return sigmoid(self.log_odds(features))

    def parts(self, features: Numbers) -> Numbers:
        """Return the log-odds that each feature adds to `base`; (n, k)."""
        return self.scale.apply(features) * self.weights


def fit_logistic(
    features: Numbers, happened: Numbers, *, ridge: float, logs: bool = False
) -> LogisticLine:
    """
    Return the line under which what happened is likeliest, weights shrunk towards 0.

    Args:
        features: (n, k).
        happened: (n,) of 0 and 1.
        ridge: strength of the shrinkage: the precision of a normal prior on each weight, > 0.
        logs: take log(1 + value) of the features first.
    """
    scale = Scale.of(features, logs=logs)
    rows = np.c_[scale.apply(features), np.ones(happened.size)]
    penalty = np.r_[np.full(features.shape[1], ridge), 1e-6]
    weights = likeliest(rows, happened, penalty)
    return LogisticLine(scale, weights[:-1], float(weights[-1]))


def likeliest(rows: Numbers, happened: Numbers, penalty: Numbers) -> Numbers:
    """
    Return the weights of a logistic regression with a penalty of its own for each column; (k,).

    Newton's method with halved steps: deterministic, O(n k²) a step.
    """
    weights = np.zeros(rows.shape[1])
    loss = _loss(rows, happened, penalty, weights)
    for _ in range(_STEPS):
        chance = sigmoid(rows @ weights)
        slope = rows.T @ (happened - chance) - penalty * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        while _loss(rows, happened, penalty, weights + step) > loss + 1e-9:
            step = step / 2
        weights = weights + step
        loss = _loss(rows, happened, penalty, weights)
        if np.abs(step).max() < 1e-9:
            break
    return weights


def sigmoid(log_odds: Numbers) -> Numbers:
    """
    Return the chance that belongs to log-odds, in 0..1.

    Example:
        >>> sigmoid(np.array([0.0, 2.0])).round(2)
        array([0.5 , 0.88])
    """
    chance: Numbers = 1 / (1 + np.exp(-np.clip(log_odds, -500, 500)))
    return chance


def _loss(rows: Numbers, happened: Numbers, penalty: Numbers, weights: Numbers) -> float:
    score = rows @ weights
    return float(np.logaddexp(0, score).sum() - happened @ score + (penalty @ weights**2) / 2)
