"""What subjects do in a simulated shop, with a lift that is known."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Outcomes:
    """
    What n subjects did.

    Attributes:
        value: (n,) array, the metric or its numerator.
        denominator: (n,) array for a ratio.
        before: (n,) array, what was known of each subject before.
    """

    value: NDArray[np.float64]
    denominator: NDArray[np.float64] | None = None
    before: NDArray[np.float64] | None = None


def conversions(lift: NDArray[np.floating], rng: np.random.Generator) -> Outcomes:
    """Return 0 or 1 per subject: ten per cent buy, times 1 + lift."""
    return Outcomes((rng.random(lift.shape) < 0.1 * (1 + lift)).astype(np.float64))


def spending(lift: NDArray[np.floating], rng: np.random.Generator) -> Outcomes:
    """Return money per subject: 0 for four in five, log-normal (skewed) for the others, times 1 + lift."""
    buys = rng.random(lift.shape) < 0.2
    return Outcomes(np.where(buys, rng.lognormal(3, 0.8, lift.shape), 0) * (1 + lift))


def clicks_per_view(lift: NDArray[np.floating], rng: np.random.Generator) -> Outcomes:
    """Return clicks over views: views are many for some, and the eager ones click more."""
    eager = rng.gamma(2, 0.5, lift.shape)
    views = 1 + rng.poisson(4 * eager)
    clicks = rng.binomial(views, np.minimum(0.04 * (1 + eager) * (1 + lift), 1))
    return Outcomes(clicks.astype(np.float64), views.astype(np.float64))


CORRELATION = 0.7
"""Of the spending of one month with that of the next."""


def spending_with_history(lift: NDArray[np.floating], rng: np.random.Generator) -> Outcomes:
    """Return money that correlates by 0.7 with last month's, which the experiment cannot change."""
    before = rng.standard_normal(lift.shape)
    noise = rng.standard_normal(lift.shape) * np.sqrt(1 - CORRELATION**2)
    return Outcomes(20 * (1 + lift) + 10 * (CORRELATION * before + noise), before=before)


KINDS = MappingProxyType[str, Callable[[NDArray[np.floating], np.random.Generator], Outcomes]](
    {
        "conversion": conversions,
        "spend": spending,
        "clicks per view": clicks_per_view,
        "spend with CUPED": spending_with_history,
    }
)
