"""Stock that lies at one store and is wanted at another, of many articles at once."""

import numpy as np
from numpy.typing import NDArray

from serai_science.replenish.protection import Numbers, Protection


def level_out(
    demand: Protection, stock: Numbers, spare: Numbers, *, cost: float, most: int = 20
) -> Numbers:
    """
    Move units between locations while they are likelier to be sold elsewhere by more than a journey costs.

    Args:
        demand: of each article at each location until the next delivery, (P, L).
        stock: what each will have then, (P, L), units.
        spare: how many of them can be given now, (P, L), units, <= stock.
        cost: of moving a unit, as a share of what its sale earns, >= 0.
        most: units of an article that move at one time.

    Returns:
        (P, L) units by which each changes; each row sums to zero.

    Notes:
        The rule of `serai_science.replenish.move.transfers`, without bounds and for all articles together: each unit
        goes from where it is least likely to be sold to where it is likeliest; who gets gives nothing away.
        O(most x (articles x locations)).

    Example:
        >>> two = Protection(np.array([[4.0, 0.5]]), np.array([[4.0, 0.5]]))
        >>> level_out(two, np.array([[0.0, 5.0]]), np.array([[0.0, 5.0]]), cost=0.1).tolist()
        [[4.0, -4.0]]
    """
    here, left = stock.astype(np.float64).copy(), spare.astype(np.float64).copy()
    last = np.where(left >= 1, demand.chance_of_more(here - 1), np.inf)
    following = demand.chance_of_more(here)
    active = np.arange(len(here))
    for _ in range(most):
        source, target = last[active].argmin(axis=1), following[active].argmax(axis=1)
        gain = following[active, target] - last[active, source]
        pays = (gain > cost + 1e-9) & (source != target)
        active, source, target = active[pays], source[pays], target[pays]
        if not active.size:
            break
        here[active, source] -= 1
        here[active, target] += 1
        left[active, source] -= 1
        last[active, target], following[active, source] = np.inf, -np.inf
        last[active, source] = np.where(
            left[active, source] >= 1,
            _chance(demand, active, source, here[active, source] - 1),
            np.inf,
        )
        following[active, target] = _chance(demand, active, target, here[active, target])
    return here - stock


def _chance(
    demand: Protection, rows: NDArray[np.intp], places: NDArray[np.intp], stock: Numbers
) -> Numbers:
    """Return P(demand > stock) of one location of each article."""
    return Protection(demand.mean[rows, places], demand.variance[rows, places]).chance_of_more(
        stock
    )
