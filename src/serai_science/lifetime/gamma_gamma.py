"""Gamma-Gamma: how much customers spend each time, when each has a level of their own."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # codespell:ignore optimize
from scipy.special import gammaln

from serai_science.lifetime.bg_nbd import TooFewPurchases
from serai_science.lifetime.summary import Summary

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class GammaGamma:
    """
    A purchase is gamma(p, nu) and nu varies among customers as gamma(q, v); `v` is in units of money.

    How much somebody spends must not depend on how often they buy: look at the correlation first.

    Source: Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value".
    """

    p: float
    q: float
    v: float

    def expected(self, known: Summary) -> Numbers:
        """Return the mean amount to expect of each customer's next purchases; (n,) money."""
        weight = self.p * known.repeats
        return self.p * (self.v + known.repeats * known.mean) / (weight + self.q - 1)

    def simulated(
        self, known: Summary, counts: NDArray[np.int64], *, rng: np.random.Generator
    ) -> Numbers:
        """Return what `counts` purchases of each customer come to; (n, times) money, as `counts` is."""
        nu = rng.gamma(
            (self.p * known.repeats + self.q)[:, None],
            1 / (self.v + known.repeats * known.mean)[:, None],
            counts.shape,
        )
        drawn: Numbers = rng.gamma(np.maximum(self.p * counts, 1e-300)) / nu
        return np.where(counts > 0, drawn, 0.0)


def fit_gamma_gamma(known: Summary) -> GammaGamma:
    """
    Return the model under which the means of those who bought twice are likeliest.

    Raises:
        TooFewPurchases: nobody bought twice for more than nothing.
    """
    kept = (known.repeats > 0) & (known.mean > 0)
    if not kept.any():
        raise TooFewPurchases
    x, scale = known.repeats[kept], float(known.mean[kept].mean())
    mean = known.mean[kept] / scale

    def loss(logs: Numbers) -> float:
        p, q, v = np.exp(logs)
        likely = (
            gammaln(p * x + q)
            - gammaln(p * x)
            - gammaln(q)
            + q * np.log(v)
            + (p * x - 1) * np.log(mean)
            + p * x * np.log(x)
            - (p * x + q) * np.log(x * mean + v)
        )
        return -float(likely.mean())

    found = minimize(
        loss,
        np.zeros(3),
        method="L-BFGS-B",
        bounds=[(-12, 12)] * 3,
        options={"ftol": 1e-14, "gtol": 1e-8, "maxiter": 500},
    )
    p, q, v = (float(value) for value in np.exp(found.x))
    return GammaGamma(p, q, v * scale)
