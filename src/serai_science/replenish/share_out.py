"""Too little for all: each unit goes where it is likeliest to be sold."""

import heapq
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.replenish.protection import Protection

Numbers = NDArray[np.float64]


def allocate(demand: Protection, held: Numbers, units: int, *, pack: int = 1) -> Numbers:
    """
    Share out what there is among locations.

    Args:
        demand: of each location until the next chance, (L,).
        held: what each has already, (L,), units.
        units: how many there are to give, >= 0.
        pack: how many go together, >= 1.

    Returns:
        (L,) units given, whole packs, together at most `units`; less where nobody could sell more.

    Notes:
        Each pack goes where the sales expected of it are highest: best for the sum, since each next pack at
        one place is worth less than the one before. O(packs log locations).

    Example:
        >>> two = Protection(np.array([4.0, 1.0]), np.array([4.0, 1.0]))
        >>> allocate(two, np.zeros(2), 4).tolist()
        [3.0, 1.0]
    """
    given = np.zeros(held.size)
    heap = [(-_worth(demand, at, held[at], pack), at) for at in range(held.size)]
    heapq.heapify(heap)
    for _ in range(units // pack):
        worth, at = heapq.heappop(heap)
        if -worth < 1e-6:
            break
        given[at] += pack
        heapq.heappush(heap, (-_worth(demand, at, held[at] + given[at], pack), at))
    return given


@dataclass(frozen=True, slots=True)
class Transfer:
    """Units to move from one location to another, by their places, and the sales that are expected of it."""

    source: int
    target: int
    units: int
    gain: float


def transfers(
    demand: Protection, held: Numbers, *, cost: float, least: int = 1, most: int = 20
) -> tuple[Transfer, ...]:
    """
    Move stock of one article from where it would lie to where it is wanted.

    Args:
        demand: of each location until the next delivery, (L,).
        held: what each has, (L,), units.
        cost: of moving one unit, as a share of what its sale earns, >= 0.
        least: fewest units worth a journey, >= 1.
        most: most journeys.

    Returns:
        The journeys with the largest gain first; each pair of locations once.

    Notes:
        While a unit is likelier to be sold elsewhere by more than the cost, it moves from where it is least likely to
        where it is likeliest. Journeys of fewer than `least` units are left out.
    """
    stock = held.astype(np.float64).copy()
    moved: dict[tuple[int, int], int] = {}
    gains: dict[tuple[int, int], float] = {}
    last = [
        _worth(demand, at, stock[at] - 1, 1) if stock[at] >= 1 else np.inf
        for at in range(stock.size)
    ]
    next_ = [_worth(demand, at, stock[at], 1) for at in range(stock.size)]
    for _ in range(int(stock.sum())):
        source, target = int(np.argmin(last)), int(np.argmax(next_))
        gain = next_[target] - last[source] - cost
        if gain <= 1e-9 or source == target:
            break
        stock[source] -= 1
        stock[target] += 1
        pair = source, target
        moved[pair] = moved.get(pair, 0) + 1
        gains[pair] = gains.get(pair, 0.0) + gain
        for at in pair:
            last[at] = _worth(demand, at, stock[at] - 1, 1) if stock[at] >= 1 else np.inf
            next_[at] = _worth(demand, at, stock[at], 1)
    found = [
        Transfer(source, target, units, gains[source, target])
        for (source, target), units in moved.items()
        if units >= least
    ]
    return tuple(sorted(found, key=lambda each: -each.gain)[:most])


def _worth(demand: Protection, at: int, held: float, pack: int) -> float:
    """Return the sales expected of one pack more at a location."""
    here = Protection(demand.mean[at : at + 1], demand.variance[at : at + 1])
    stock = np.array([held, held + pack])
    return float(np.diff([here.sold_of(stock[at : at + 1])[0] for at in (0, 1)])[0])
