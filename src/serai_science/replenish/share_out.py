"""Too little for all: each unit goes where it is likeliest to be sold, and where it matters most."""

import heapq

import numpy as np
from numpy.typing import NDArray

from serai_science.replenish.protection import Protection

Numbers = NDArray[np.float64]
_NOTHING = 1e-6


def allocate(
    demand: Protection,
    held: Numbers,
    units: int,
    *,
    pack: int = 1,
    weight: Numbers | None = None,
    least: Numbers | None = None,
) -> Numbers:
    """
    Share out what there is among locations or channels.

    Args:
        demand: of each of them until the next chance, (L,).
        held: what each has already, (L,), units.
        units: how many there are to give, >= 0.
        pack: how many go together, >= 1.
        weight: (L,), > 0: what a sale there counts; a weight of 2 is served before one of 1 until its next sale is
            half as likely. All alike unless given.
        least: (L,), units that each has to have before anybody gets more, such as what fills a shelf; they are
            filled by weight, and level where weights are equal. None unless given.

    Returns:
        (L,) units given, whole packs, together at most `units`; less where nobody could sell more.

    Notes:
        Each pack goes where weight times the sales expected of it is highest: best for the weighted sum, since each
        next pack at one place is worth less than the one before. With equal weights the chance to run out is the
        same everywhere in the end: the fair share. O(packs log locations).

    Example:
        >>> two = Protection(np.array([4.0, 1.0]), np.array([4.0, 1.0]))
        >>> allocate(two, np.zeros(2), 4).tolist()
        [3.0, 1.0]
        >>> allocate(two, np.zeros(2), 4, weight=np.array([1.0, 4.0])).tolist()
        [2.0, 2.0]
    """
    counts = np.ones(held.size) if weight is None else weight.astype(np.float64)
    given = np.zeros(held.size)
    left = units // pack
    if least is not None:
        left = _fill(given, held, least, left, pack=pack, weight=counts)
    heap = [
        (-counts[at] * _worth(demand, at, held[at] + given[at], pack), at)
        for at in range(held.size)
    ]
    heapq.heapify(heap)
    for _ in range(left if heap else 0):
        worth, at = heapq.heappop(heap)
        if -worth < _NOTHING:
            break
        given[at] += pack
        worth = counts[at] * _worth(demand, at, held[at] + given[at], pack)
        heapq.heappush(heap, (-worth, at))
    return given


def _fill(
    given: Numbers, held: Numbers, least: Numbers, packs: int, *, pack: int, weight: Numbers
) -> int:
    """Give packs until each has its least: who counts more first, then who has least; return what is left."""
    short = [(-weight[at], held[at], at) for at in range(held.size) if held[at] < least[at]]
    heapq.heapify(short)
    while short and packs:
        first, has, at = heapq.heappop(short)
        given[at] += pack
        packs -= 1
        if has + pack < least[at]:
            heapq.heappush(short, (first, has + pack, at))
    return packs


def _worth(demand: Protection, at: int, held: float, pack: int) -> float:
    """Return the sales expected of one pack more at a location."""
    here = Protection(demand.mean[at : at + 1], demand.variance[at : at + 1])
    return float(here.chance_of_more(held + np.arange(pack, dtype=np.float64)).sum())
