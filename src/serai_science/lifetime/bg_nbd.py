"""BG/NBD: how often customers buy who buy at random and may leave after any purchase."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # codespell:ignore optimize
from scipy.special import betaln, gammaln, hyp2f1

from serai_science.lifetime.summary import Summary

Numbers = NDArray[np.float64]
_STARTS = ((0.0, 0.0, 0.0, 0.0), (0.0, 2.0, -1.0, 2.0))
"""Logarithms of r, alpha / mean age, a and b."""


class TooFewPurchases(ValueError):
    """Nobody bought twice: there is no rhythm to learn."""

    def __init__(self) -> None:
        super().__init__("Nobody bought a second time: there is no rhythm to learn.")


@dataclass(frozen=True, slots=True)
class BgNbd:
    """
    The rate of purchases is gamma(r, alpha); after each one a customer leaves with probability beta(a, b).

    `alpha` is in the units of time of the summary it was fitted on.

    Source: Fader, Hardie & Lee (2005), "Counting Your Customers the Easy Way", Marketing Science 24(2).
    """

    r: float
    alpha: float
    a: float
    b: float

    def alive(self, known: Summary) -> Numbers:
        """Return the probability that each customer has not left; (n,) in 0..1. Who bought once is there."""
        x = known.repeats
        odds = (
            np.log(self.a)
            - np.log(self.b + np.maximum(x, 1) - 1)
            + (self.r + x) * np.log((self.alpha + known.age) / (self.alpha + known.last))
        )
        return np.where(x > 0, 1 / (1 + np.exp(np.minimum(odds, 700))), 1.0)

    def expected(self, known: Summary, *, ahead: float) -> Numbers:
        """Return how many purchases to expect of each customer within `ahead` units of time; (n,)."""
        x, whole = known.repeats, self.alpha + known.age
        left = hyp2f1(self.r + x, self.b + x, self.a + self.b + x - 1, ahead / (whole + ahead))
        share = 1 - (whole / (whole + ahead)) ** (self.r + x) * left
        found: Numbers = (self.a + self.b + x - 1) / (self.a - 1) * share * self.alive(known)
        return found

    def simulated(
        self, known: Summary, *, ahead: float, times: int, rng: np.random.Generator
    ) -> NDArray[np.int64]:
        """
        Return (n, times) futures: how many purchases each customer makes within `ahead`.

        What is not known of a customer (their rate, how easily they leave) is drawn anew in every future.
        """
        n = known.repeats.size
        here = rng.random((n, times)) < self.alive(known)[:, None]
        rate = rng.gamma(
            (self.r + known.repeats)[:, None], 1 / (self.alpha + known.age)[:, None], (n, times)
        )
        leaves = rng.beta(self.a, (self.b + known.repeats)[:, None], (n, times))
        wanted = rng.poisson(rate * ahead)
        stays = rng.geometric(np.maximum(leaves, 1e-12))
        return np.where(here, np.minimum(wanted, stays), 0)


def fit_bg_nbd(known: Summary) -> BgNbd:
    """
    Return the model under which what is known is likeliest.

    Raises:
        TooFewPurchases: nobody bought twice.

    Notes:
        Deterministic; the better of two starts of L-BFGS on the logarithms of the parameters.
    """
    if not (known.repeats > 0).any():
        raise TooFewPurchases
    scale = float(known.age.mean()) or 1.0
    cells, weight = _cells(known)

    def loss(logs: Numbers) -> float:
        r, alpha, a, b = np.exp(logs)
        return -float(weight @ _log_likelihood(cells, r, alpha * scale, a, b)) / known.age.size

    tried = [
        minimize(
            loss,
            np.array(start),
            method="L-BFGS-B",
            bounds=[(-12, 12)] * 4,
            options={"ftol": 1e-14, "gtol": 1e-8, "maxiter": 500},
        )
        for start in _STARTS
    ]
    best = min(tried, key=lambda each: float(each.fun))
    r, alpha, a, b = (float(value) for value in np.exp(best.x))
    return BgNbd(r, alpha * scale, a, b)


def _cells(known: Summary) -> tuple[Numbers, Numbers]:
    """Return the different customers there are, (3, m), and how many of each."""
    rows = np.stack([known.repeats, known.last, known.age])
    cells, counts = np.unique(rows, axis=1, return_counts=True)
    return cells, counts.astype(np.float64)


def _log_likelihood(cells: Numbers, r: float, alpha: float, a: float, b: float) -> Numbers:
    x, last, age = cells
    common = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    stayed = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + age)
    left = betaln(a + 1, b + np.maximum(x, 1) - 1) - betaln(a, b) - (r + x) * np.log(alpha + last)
    likely: Numbers = common + np.logaddexp(stayed, np.where(x > 0, left, -np.inf))
    return likely
