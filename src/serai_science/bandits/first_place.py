"""How probable it is that each of several independent beliefs draws the largest number."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# The outermost node stands at sinh(6) = 202 scales: far enough for two degrees of freedom.
_REACH = 6.0
# In all; fewer per arm when there are many arms, whose nodes then help one another.
_NODES = 2048
_LEAST, _MOST = 24, 160


@dataclass(frozen=True, slots=True)
class FirstPlace:
    """
    The chance of each arm to draw the largest number.

    Attributes:
        chance: (n,) array, sums to one.
        error: how far a chance may be off: twice the largest change when only every second node is
            used. Halving the step of the rule divides its error by about four, so this is generous.
    """

    chance: NDArray[np.float64]
    error: float


def nodes_around(centre: NDArray[np.float64], scale: NDArray[np.float64]) -> NDArray[np.float64]:
    """
    Return sorted places that are dense around every centre and reach far into every tail.

    Args:
        centre: (n,) array, where each belief has its bulk.
        scale: (n,) array, > 0, about one standard deviation of each.

    Returns:
        (m,) array, ascending, m about max(2048, 24 n), fewer for few arms.
    """
    each = int(np.clip(_NODES // centre.size, _LEAST, _MOST)) | 1
    offset = np.sinh(np.linspace(-_REACH, _REACH, each))
    return np.unique((centre[:, None] + scale[:, None] * offset).ravel())


def first_place(node: NDArray[np.float64], log_density: NDArray[np.float64]) -> FirstPlace:
    """
    Return the chance that each arm's draw is the largest of all.

    P(i first) = integral of f_i(x) prod_{j != i} F_j(x) dx, with densities f and their distribution
    functions F summed over the same nodes by the trapezoidal rule.

    Args:
        node: (m,) array, ascending, covering every density; see `nodes_around`.
        log_density: (n, m) array, log f_i at each node up to a constant per arm; -inf outside its range.

    Returns:
        The chances and how far they may be off.

    Notes:
        Time O(n m): 0.4 ms for ten arms, 25 ms for two hundred.

    Example:
        >>> node = nodes_around(np.array([0.0, 1.0]), np.array([1.0, 1.0]))
        >>> found = first_place(node, -0.5 * (node - np.array([[0.0], [1.0]])) ** 2)
        >>> found.chance.round(3).tolist()  # Phi(-1 / sqrt 2) = 0.240
        [0.24, 0.76]
    """
    density = np.exp(log_density - log_density.max(axis=1, keepdims=True))
    fine, coarse = _chance(node, density), _chance(node[::2], density[:, ::2])
    return FirstPlace(fine, 2 * float(np.abs(fine - coarse).max()))


def _chance(node: NDArray[np.float64], density: NDArray[np.float64]) -> NDArray[np.float64]:
    mass = 0.5 * np.diff(node) * (density[:, 1:] + density[:, :-1])
    mass /= mass.sum(axis=1, keepdims=True)
    below = np.cumsum(mass, axis=1) - 0.5 * mass  # each F in the middle of a cell
    with np.errstate(divide="ignore"):
        log_below = np.log(below)
    all_below = log_below.sum(axis=0)
    # Where an arm has no mass its product does not matter, and -inf minus -inf would be no number.
    others = np.exp(np.where(mass > 0, all_below - np.where(mass > 0, log_below, 0), -np.inf))
    chance: NDArray[np.float64] = (mass * others).sum(axis=1)
    chance /= chance.sum()
    return chance
