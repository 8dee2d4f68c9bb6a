"""How many standard errors an interval reaches: for one look, or for every look."""

from math import log

import numpy as np
from numpy.typing import NDArray

from serai_science.experiment.distributions import normal_quantile


def fixed_critical(level: float) -> float:
    """
    Return the critical value for one look on a day that was fixed beforehand.

    Args:
        level: confidence, in (0, 1).

    Example:
        >>> round(fixed_critical(0.95), 3)
        1.96
    """
    return normal_quantile((1 + level) / 2)


def any_time_critical(
    progress: NDArray[np.floating] | float, *, level: float
) -> NDArray[np.float64]:
    """
    Return the critical value for someone who looks all the time and stops when it pleases.

    The intervals of all looks together hold the truth with probability `level`: a normal mixture over effects,
    asymptotically valid for any outcome with a variance, tightest at progress 1. With
    c = -2 ln a + ln(1 - 2 ln a), a = 1 - level and progress r it is
    sqrt((1 + 1 / (c r)) ln((1 + c r) / a^2)).

    Args:
        progress: array of any shape, > 0: information now divided by the information for which the plan is
            made; subjects now over subjects planned, when the arms keep their shares.
        level: confidence, in (0, 1).

    Returns:
        Array of the same shape, in standard errors; infinite at progress 0.

    Notes:
        Source: Robbins (1970), Annals of Mathematical Statistics 41(5); Waudby-Smith, Arbour, Sinha, Kennedy
        & Ramdas (2024), Annals of Statistics 52(6), theorem 2.2 and appendix on tuning.

    Example:
        >>> any_time_critical(np.array([0.1, 1.0, 2.0]), level=0.95).round(2).tolist()
        [3.86, 3.04, 3.06]
    """
    miss = 1 - level
    c = _tuned(miss)
    with np.errstate(divide="ignore"):
        r = np.asarray(progress, np.float64)
        found: NDArray[np.float64] = np.sqrt((1 + 1 / (c * r)) * np.log((1 + c * r) / miss**2))
    return found


def any_time_p_value(
    z: NDArray[np.floating], progress: NDArray[np.floating] | float, *, level: float
) -> NDArray[np.float64]:
    """
    Return the p-value that stays honest however often one looks.

    Args:
        z: array, effect in standard errors.
        progress: as in `any_time_critical`; broadcast against z.
        level: confidence for which the mixture was tuned, in (0, 1).

    Returns:
        Array, in (0, 1]; below 1 - level exactly when the interval of `any_time_critical` leaves out 0.

    Example:
        >>> any_time_p_value(np.array([0.0, 3.035, 5.0]), 1.0, level=0.95).round(4).tolist()
        [1.0, 0.05, 0.0]
    """
    c = _tuned(1 - level)
    r = np.asarray(progress, np.float64)
    exponent = -(np.asarray(z) ** 2) * c * r / (2 * (1 + c * r))
    found: NDArray[np.float64] = np.minimum(1.0, np.sqrt(1 + c * r) * np.exp(exponent))
    return found


def _tuned(miss: float) -> float:
    return -2 * log(miss) + log(1 - 2 * log(miss))
