"""Several arms against one control: the more one compares, the more chance would find."""

import numpy as np
from numpy.typing import NDArray

from serai_science.experiment.critical import fixed_critical
from serai_science.experiment.distributions import normal_below


def holm(p_value: NDArray[np.floating]) -> NDArray[np.float64]:
    """
    Return p-values adjusted so that one false finding among all is as rare as it should be.

    Args:
        p_value: (m,) array, each in [0, 1].

    Returns:
        (m,) array: the smallest level at which each would still be found.

    Notes:
        Step-down; holds under any dependence. Source: Holm (1979), Scandinavian Journal of Statistics 6(2).

    Example:
        >>> holm(np.array([0.01, 0.04, 0.03, 0.005])).round(3).tolist()
        [0.03, 0.06, 0.06, 0.02]
    """
    m = p_value.size
    by_size = np.argsort(p_value)
    stepped = np.maximum.accumulate((m - np.arange(m)) * np.asarray(p_value, np.float64)[by_size])
    found = np.empty(m)
    found[by_size] = np.minimum(stepped, 1)
    return found


def dunnett_critical(n: NDArray[np.floating], *, level: float) -> float:
    """
    Return the critical value with which all arms' intervals hold at once, one look, large samples.

    It allows for the control that all comparisons share and is therefore smaller than Bonferroni's.

    Args:
        n: (k,) array, subjects in each arm, control first, > 0, k >= 2.
        level: confidence of all intervals together, in (0, 1).

    Returns:
        Standard errors to either side.

    Notes:
        The integral over the control's error by the trapezoidal rule, the root by bisection; time O(k), a
        millisecond. Source: Dunnett (1955), JASA 50; its tables of 1964, Biometrics 20(3).

    Example:
        >>> [round(dunnett_critical(np.ones(k + 1), level=0.95), 2) for k in (1, 2, 3, 4)]
        [1.96, 2.21, 2.35, 2.44]
    """
    size = np.asarray(n, np.float64)
    comparisons = size.size - 1
    low, high = fixed_critical(level), fixed_critical(1 - (1 - level) / comparisons)
    if comparisons == 1:
        return low
    share = np.sqrt(size[1:] / (size[1:] + size[0]))[:, None]
    rest = np.sqrt(1 - share**2)
    z = np.linspace(-6.3, 6.3, 43)
    density = np.exp(-0.5 * z**2) / np.sqrt(2 * np.pi) * (z[1] - z[0])
    for _ in range(20):  # one arm's value and Bonferroni's enclose it
        middle = (low + high) / 2
        upper = normal_below((middle - share * z) / rest)
        lower = normal_below((-middle - share * z) / rest)
        inside = float(((upper - lower).prod(axis=0) * density).sum())
        low, high = (middle, high) if inside < level else (low, middle)
    return (low + high) / 2
