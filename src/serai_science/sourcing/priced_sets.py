"""What sets of locations cost when each line is filled from the cheapest of them first."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Offer(NamedTuple):
    """
    What can be had, and for how much.

    Attributes:
        held: (n_locations, n_lines) array, units, never more than asked for.
        wanted: (n_lines,) array, units; never more than all locations hold together.
        parcel_cost: (n_locations,) array, money. What it costs that a location sends anything at all.
        unit_cost: (n_locations, n_lines) array, money per unit.
    """

    held: Ints
    wanted: Ints
    parcel_cost: Floats
    unit_cost: Floats

    def among(self, locations: Ints) -> "Offer":
        """Return the offer of some locations alone."""
        return Offer(
            self.held[locations],
            self.wanted,
            self.parcel_cost[locations],
            self.unit_cost[locations],
        )


def filled(offer: Offer, sets: Ints) -> Ints:
    """
    Return the units that each location of each set sends.

    Args:
        offer: what can be had.
        sets: (n_sets, size) array of locations, none twice in a set.

    Returns:
        (n_sets, size, n_lines) array, units; short of `wanted` where the set holds too little.

    Notes:
        Filling the cheapest first is best for a given set, because lines do not compete with one another.
    """
    order = np.argsort(offer.unit_cost[sets], axis=1, kind="stable")
    held = np.take_along_axis(offer.held[sets], order, axis=1)
    before = np.cumsum(held, axis=1) - held
    sent = np.clip(offer.wanted - before, 0, held)
    units = np.empty_like(sent)
    np.put_along_axis(units, order, sent, axis=1)
    return units


def set_costs(offer: Offer, sets: Ints) -> Floats:
    """Return (n_sets,) costs, money; infinite where a set holds too little."""
    units = filled(offer, sets)
    cost = offer.parcel_cost[sets].sum(axis=1) + (units * offer.unit_cost[sets]).sum(axis=(1, 2))
    enough = (units.sum(axis=1) == offer.wanted).all(axis=1)
    return np.where(enough, cost, np.inf)
