"""Quantiles as weighted sums: the median of what comes, or the value that one in ten stays below."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.linear.scale import Scale

Numbers = NDArray[np.float64]
_STEPS, _NEAR = 60, 0.02


@dataclass(frozen=True, slots=True)
class QuantileLine:
    """
    A quantile of the outcome: `base` + `weights` · scaled features, at least 0.

    Attributes:
        scale: of the features.
        weights: (k,) outcome per standard deviation of each feature.
        base: the quantile for a customer in the middle of everything.
    """

    scale: Scale
    weights: Numbers
    base: float

    def predict(self, features: Numbers) -> Numbers:
        """Return the quantile for each row of (n, k) features; (n,), >= 0."""
        return np.maximum(self.base + self.scale.apply(features) @ self.weights, 0.0)

    def parts(self, features: Numbers) -> Numbers:
        """Return what each feature adds to `base`; (n, k)."""
        return self.scale.apply(features) * self.weights


def fit_quantile(
    features: Numbers, outcome: Numbers, *, quantile: float = 0.5, ridge: float = 5.0
) -> QuantileLine:
    """
    Return the line that has the least pinball loss; weights are shrunk a little towards 0.

    Args:
        features: (n, k).
        outcome: (n,).
        quantile: in 0..1; 0.5 is the median, that is the least absolute error.
        ridge: strength of the shrinkage, in rows.

    Notes:
        Deterministic: 60 weighted least squares, O(n k²) each; then the base is moved to the exact share.
        Source: Hunter & Lange (2000), "Quantile Regression via an MM Algorithm", JCGS 9(1).
    """
    scale = Scale.of(features)
    spread = float(outcome.std()) or 1.0
    rows = np.c_[scale.apply(features), np.ones(outcome.size)]
    target = outcome / spread
    shrink = np.diag(np.r_[np.full(features.shape[1], ridge), 0.0])
    weights = np.linalg.solve(rows.T @ rows + shrink, rows.T @ target)
    for _ in range(_STEPS):
        nearness = 1 / (np.abs(target - rows @ weights) + _NEAR)
        weighed = rows * nearness[:, None]
        pull = weighed.T @ target + (2 * quantile - 1) * rows.sum(axis=0)
        weights = np.linalg.solve(weighed.T @ rows + shrink, pull)
    weights[-1] += np.quantile(target - rows @ weights, quantile)
    return QuantileLine(scale, weights[:-1] * spread, float(weights[-1] * spread))
