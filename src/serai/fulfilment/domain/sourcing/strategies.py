"""Ways to choose who sends, each of which makes a plan of its own."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from serai.fulfilment.domain.sourcing.costs import Floats, Ints, SourcingCosts
from serai_science.sourcing import cheapest_parcel_first, source


class Strategy(StrEnum):
    """How it is chosen who sends."""

    PRIORITY = "priority"
    """The channel's first location gives all that it can, then the second."""
    COST = "cost"
    """Whatever costs the least in all."""
    FEWEST_PARCELS = "fewest_parcels"
    """As few parcels as can be; among these the cheapest."""
    NEAREST = "nearest"
    """The nearest location gives all that it can, then the next."""


_A_TRIFLE = 1e-6
"""Of what a parcel costs, for each unit in it: where nothing else decides, the cheaper place gives more."""
ORDER = tuple(Strategy)
"""The order in which they are candidates; the first is what happens without a decision."""


@dataclass(frozen=True, slots=True)
class Planned:
    """
    What a strategy would do, and what that costs.

    Attributes:
        strategy: which.
        units: (n_sites, n_lines) array, units that each location sends.
        missing: units that nobody can send.
        parcels: how many locations send.
        parts: what it costs by part, in minor units: parcel, way, carbon, crowding, split, units.
        trifle: what decides between plans that cost the same: less, the more the cheaper places give.
    """

    strategy: Strategy
    units: Ints
    missing: int
    parcels: int
    parts: dict[str, float]
    trifle: float = 0.0

    @property
    def cost(self) -> float:
        """Return what it costs in all, in minor units."""
        return sum(self.parts.values())


def planned(
    strategy: Strategy, stock: Ints, wanted: Ints, costs: SourcingCosts, *, ranks: Floats
) -> Planned:
    """
    Return the plan of a strategy.

    Args:
        strategy: which.
        stock: (n_sites, n_lines) array, units.
        wanted: (n_lines,) array, units.
        costs: what locations cost.
        ranks: (n_sites,) array, the channel's order of locations; infinite for those that it does not
            sell from.
    """
    parcel, free = costs.of_a_parcel, np.zeros(stock.shape)
    unit = costs.units + _A_TRIFLE * np.where(np.isfinite(parcel), parcel, 0.0)[:, None]
    if strategy is Strategy.COST:
        found = source(stock, wanted, parcel_cost=parcel, unit_cost=unit)
    elif strategy is Strategy.FEWEST_PARCELS:
        above_all = _more_than_any(parcel)
        found = source(stock, wanted, parcel_cost=parcel + above_all, unit_cost=unit)
    else:
        first = costs.km if strategy is Strategy.NEAREST else ranks
        in_order = np.where(np.isfinite(parcel), first, np.inf)
        found = cheapest_parcel_first(stock, wanted, parcel_cost=in_order, unit_cost=free)
    sends = found.locations
    return Planned(
        strategy=strategy,
        units=found.units,
        missing=int(found.missing.sum()),
        parcels=len(sends),
        parts={
            "parcel": float(costs.parcel[sends].sum()),
            "way": float(costs.way[sends].sum()),
            "carbon": float(costs.carbon[sends].sum()),
            "crowding": float(costs.crowding[sends].sum()),
            "split": costs.split * max(0, len(sends) - 1),
            "units": float((found.units * costs.units).sum()),
        },
        trifle=float((found.units * (unit - costs.units)).sum()),
    )


def least_cost(stock: Ints, wanted: Ints, costs: SourcingCosts) -> float:
    """
    Return what no plan can cost less than, in minor units.

    Every unit at its cheapest, and one parcel at its cheapest: below what is possible, and told beside the
    plan so that people see how much could be won at most.
    """
    parcel = costs.of_a_parcel
    can = (stock > 0) & np.isfinite(parcel)[:, None]
    if not can.any():
        return 0.0
    cheapest = np.where(can, costs.units, np.inf).min(axis=0)
    had = np.minimum(wanted, np.where(can, stock, 0).sum(axis=0))
    units = float(np.where(had > 0, cheapest, 0.0) @ had)
    return units + float(parcel[can.any(axis=1)].min()) - costs.split


def _more_than_any(parcel: Floats) -> float:
    finite = parcel[np.isfinite(parcel)]
    return float(finite.sum()) + 1e6 if finite.size else 0.0
