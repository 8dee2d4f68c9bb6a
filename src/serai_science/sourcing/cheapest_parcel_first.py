"""The rule of thumb that sourcing is compared with."""

import numpy as np

from serai_science.sourcing.priced_sets import Floats, Ints
from serai_science.sourcing.source import Sourced


def cheapest_parcel_first(
    stock: Ints, wanted: Ints, *, parcel_cost: Floats, unit_cost: Floats
) -> Sourced:
    """
    Return what each location sends when the one with the cheapest parcel gives all that it can, then the next.

    Arguments as of `source`. It is what a fixed list of priorities does.
    """
    units = np.zeros_like(stock)
    left = np.asarray(wanted, np.int64).copy()
    for place in np.argsort(parcel_cost, kind="stable"):
        if not np.isfinite(parcel_cost[place]):
            break
        units[place] = np.minimum(stock[place], left)
        left -= units[place]
    sends = units.any(axis=1)
    return Sourced(units, left, float(parcel_cost[sends].sum() + (units * unit_cost).sum()))
