"""The few distribution functions that reading an experiment needs, without a heavy library."""

from math import erfc, exp, lgamma, log, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

_STANDARD = NormalDist()


def normal_quantile(share: float) -> float:
    """
    Return the number below which a standard normal variable lies with probability `share`.

    Args:
        share: in (0, 1).

    Example:
        >>> round(normal_quantile(0.975), 4)
        1.96
    """
    return _STANDARD.inv_cdf(share)


def normal_below(x: NDArray[np.floating] | float) -> NDArray[np.float64]:
    """
    Return the probability that a standard normal variable lies below each x.

    Args:
        x: array of any shape.

    Example:
        >>> normal_below(np.array([-1.96, 0.0])).round(3).tolist()
        [0.025, 0.5]
    """
    places = np.asarray(x, np.float64)
    below = [0.5 * erfc(-each / sqrt(2)) for each in places.ravel().tolist()]
    return np.array(below).reshape(places.shape)


def two_sided(z: NDArray[np.floating] | float) -> NDArray[np.float64]:
    """Return the probability that a standard normal variable is at least as far from 0 as each z."""
    return 2 * normal_below(-np.abs(z))


def chi_square_tail(x: float, degrees: int) -> float:
    """
    Return the probability that a chi-square variable exceeds `x`.

    Args:
        x: >= 0.
        degrees: degrees of freedom, >= 1.

    Notes:
        Regularised incomplete gamma function by its series or its continued fraction.
        Source: Press et al. (2007), Numerical Recipes, 3rd ed., section 6.2.

    Example:
        >>> round(chi_square_tail(3.841, 1), 3), round(chi_square_tail(18.307, 10), 3)
        (0.05, 0.05)
    """
    a, half = degrees / 2, x / 2
    if half <= 0:
        return 1.0
    front = exp(a * log(half) - half - lgamma(a))
    return 1 - front * _series(a, half) if half < a + 1 else front * _fraction(a, half)


def _series(a: float, x: float) -> float:
    term = total = 1 / a
    step = a
    while term > total * 1e-16:
        step += 1
        term *= x / step
        total += term
    return total


def _fraction(a: float, x: float) -> float:
    """Lentz's method for 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - ...))."""
    b = x + 1 - a
    c, d = 1e300, 1 / b
    value, step = d, 0
    change = 0.0
    while abs(change - 1) > 1e-15 and step < 10_000:
        step += 1
        factor = -step * (step - a)
        b += 2
        d = 1 / (factor * d + b)
        c = b + factor / c
        change = c * d
        value *= change
    return value
