"""Stock that lies at one place and is wanted at another."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.replenish.protection import Protection

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Transfer:
    """Units to move from one location to another, by their places, and the sales that are expected of it."""

    source: int
    target: int
    units: int
    gain: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """
    How much may move.

    Attributes:
        spare: (L,), most units that each location gives; all it has unless given.
        wanted: (L,), most units that each gets; as many as pay unless given.
        least: fewest units worth a journey, >= 1.
        most: most journeys.
    """

    spare: Numbers | None = None
    wanted: Numbers | None = None
    least: int = 1
    most: int = 20


_FREE = Bounds()


def transfers(
    demand: Protection,
    held: Numbers,
    *,
    cost: float,
    kept: Protection | None = None,
    bounds: Bounds = _FREE,
) -> tuple[Transfer, ...]:
    """
    Move stock of one article from where it would lie to where it is wanted.

    Args:
        demand: of each location until the next delivery, (L,).
        held: what each has, (L,), units.
        cost: of moving one unit, as a share of what its sale earns, >= 0.
        kept: what a location that gives should be able to sell itself, such as the demand of a longer time;
            `demand` unless given.
        bounds: how much may move.

    Returns:
        The journeys with the largest gain first; each pair of locations once.

    Notes:
        While a unit is likelier to be sold elsewhere by more than the cost, it moves from where it is least likely to
        where it is likeliest. Journeys of fewer than `bounds.least` units are left out.
    """
    own = demand if kept is None else kept
    stock = held.astype(np.float64).copy()
    spare = stock.copy() if bounds.spare is None else np.minimum(bounds.spare, stock)
    wanted = np.full(stock.size, np.inf) if bounds.wanted is None else bounds.wanted.copy()
    last = np.where(spare >= 1, own.chance_of_more(stock - 1), np.inf)
    following = np.where(wanted >= 1, demand.chance_of_more(stock), -np.inf)
    moved: dict[tuple[int, int], int] = {}
    gains: dict[tuple[int, int], float] = {}
    for _ in range(int(spare.sum())):
        source, target = int(np.argmin(last)), int(np.argmax(following))
        gain = float(following[target] - last[source]) - cost
        if not gain > 1e-9 or source == target:
            break
        stock[source], stock[target] = stock[source] - 1, stock[target] + 1
        spare[source], wanted[target] = spare[source] - 1, wanted[target] - 1
        pair = source, target
        moved[pair] = moved.get(pair, 0) + 1
        gains[pair] = gains.get(pair, 0.0) + gain
        both = np.array(pair)
        # Whoever gets gives nothing away, and the other way round: goods would travel in circles.
        last[target], following[source] = np.inf, -np.inf
        last[source] = (
            own.of(both).chance_of_more(stock[both] - 1)[0] if spare[source] >= 1 else np.inf
        )
        following[target] = (
            demand.of(both).chance_of_more(stock[both])[1] if wanted[target] >= 1 else -np.inf
        )
    found = [
        Transfer(source, target, units, gains[source, target])
        for (source, target), units in moved.items()
        if units >= bounds.least
    ]
    return tuple(sorted(found, key=lambda each: -each.gain)[: bounds.most])
