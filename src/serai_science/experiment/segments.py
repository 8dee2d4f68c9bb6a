"""Is the effect the same for everyone? Segments, without the garden of forking paths."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.experiment.critical import fixed_critical
from serai_science.experiment.distributions import chi_square_tail, two_sided
from serai_science.experiment.several_arms import holm


@dataclass(frozen=True, slots=True)
class Segments:
    """
    One effect per segment, told apart from noise.

    Attributes:
        effect: (s,) array, each segment by itself.
        error: (s,) array, its standard error.
        p_value: (s,) array, that the segment's effect is zero, corrected for all s (Holm).
        shrunk: (s,) array, each effect drawn towards the common one by as much as chance explains.
        low: (s,) array, lower end of the shrunk effect's interval.
        high: (s,) array, upper end.
        common: the effect of all segments together.
        common_error: its standard error.
        between: standard deviation of the true effects between segments; 0 when chance explains all.
        q: Cochran's Q, the weighted squared distance of the effects from their common one.
        p_different: the chance of a Q as large if the effect were the same in all segments.
    """

    effect: NDArray[np.float64]
    error: NDArray[np.float64]
    p_value: NDArray[np.float64]
    shrunk: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    common: float
    common_error: float
    between: float
    q: float
    p_different: float


def compare_segments(
    effect: NDArray[np.floating], error: NDArray[np.floating], *, level: float = 0.95
) -> Segments:
    """
    Compare the same effect in several segments.

    A random-effects model: true effects differ between segments by `between`, estimates by their errors too.
    What a merchant should act on is `shrunk`: the segment with the best raw effect is mostly the luckiest.
    `common`, `common_error` and `between` are DerSimonian's and Laird's; `shrunk` averages over all that
    `between` may be.

    Args:
        effect: (s,) array, differences or lifts, one per segment of disjoint subjects, s >= 1.
        error: (s,) array, standard errors, > 0 and finite.
        level: confidence of each shrunk interval, in (0, 1).

    Returns:
        The comparison.

    Raises:
        ValueError: there is no segment, or an error is not positive and finite.

    Notes:
        Time O(s). Source: DerSimonian & Laird (1986), Controlled Clinical Trials 7(3); shrinkage as in Gelman
        et al. (2013), Bayesian Data Analysis, 3rd ed., section 5.4, with the prior of Gelman (2006), Bayesian
        Analysis 1(3).

    Example:
        >>> found = compare_segments(np.array([0.01, 0.01, 0.07]), np.array([0.01, 0.01, 0.02]))
        >>> round(found.p_different, 3), found.shrunk.round(3).tolist()
        (0.018, [0.013, 0.013, 0.043])
    """
    theta, sigma = np.asarray(effect, np.float64), np.asarray(error, np.float64)
    if not theta.size or not np.all((sigma > 0) & np.isfinite(sigma)):
        raise ValueError("Every segment needs a positive, finite error.")
    weight = sigma**-2.0
    same = float(weight @ theta / weight.sum())
    q = float(weight @ (theta - same) ** 2)
    degrees = theta.size - 1
    spread = weight.sum() - float(weight @ weight) / weight.sum()
    variance = max(0.0, (q - degrees) / spread) if degrees else 0.0
    loose = 1 / (sigma**2 + variance)
    common, common_variance = float(loose @ theta / loose.sum()), float(1 / loose.sum())
    shrunk, spread_left = _shrunk(theta, sigma)
    reach = fixed_critical(level) * spread_left
    return Segments(
        effect=theta,
        error=sigma,
        p_value=holm(two_sided(theta / sigma)),
        shrunk=shrunk,
        low=shrunk - reach,
        high=shrunk + reach,
        common=common,
        common_error=common_variance**0.5,
        between=float(variance**0.5),
        q=q,
        p_different=chi_square_tail(q, degrees) if degrees else 1.0,
    )


def _shrunk(
    theta: NDArray[np.float64], sigma: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """
    Return each segment's posterior mean and standard deviation, averaged over what `between` may be.

    One value of `between` would make intervals too short: with few segments it is hardly known. Its prior is
    half-Cauchy with the errors' own scale.
    """
    scale = float(np.sqrt((sigma**2).mean()))
    at = np.linspace(0, np.pi / 2, 202)[:-1]  # equal steps of the prior
    between = scale * np.tan(at)[:, None]
    loose = 1 / (sigma**2 + between**2)
    known = loose.sum(axis=1, keepdims=True)
    common = (loose * theta).sum(axis=1, keepdims=True) / known
    fit = 0.5 * (np.log(loose) - loose * (theta - common) ** 2).sum(axis=1, keepdims=True)
    fit -= 0.5 * np.log(known)
    weight = np.exp(fit - fit.max())
    weight /= weight.sum()
    pull = sigma**2 * loose
    mean = theta + pull * (common - theta)
    variance = sigma**2 * (1 - pull) + pull**2 / known
    found = (weight * mean).sum(axis=0)
    return found, np.sqrt((weight * (variance + (mean - found) ** 2)).sum(axis=0))
