"""Choose the locations that send an order."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from serai_science.sourcing.improve import built, improved
from serai_science.sourcing.priced_sets import Floats, Ints, Offer, filled, set_costs

_PAIRS_AMONG, _TRIPLES_AMONG = 64, 24
_STARTS, _IMPROVED, _INCOMING = 8, 2, 24


@dataclass(frozen=True, slots=True)
class Sourced:
    """
    Who sends what.

    Attributes:
        units: (n_locations, n_lines) array, units.
        missing: (n_lines,) array, units that no location holds; all others are sent.
        cost: money; parcels and units together.
    """

    units: Ints
    missing: Ints
    cost: float

    @property
    def locations(self) -> Ints:
        """Return the rows of those that send something, in ascending order."""
        return np.flatnonzero(self.units.any(axis=1))


def source(stock: Ints, wanted: Ints, *, parcel_cost: Floats, unit_cost: Floats) -> Sourced:
    """
    Return the cheapest way found to send what is wanted; never less of it than the locations hold.

    Args:
        stock: (n_locations, n_lines) array, units, >= 0, that each location may send.
        wanted: (n_lines,) array, units, >= 0.
        parcel_cost: (n_locations,) array, money, >= 0: distance, carbon, crowding and the parcel itself.
            Infinite where a location cannot send at all.
        unit_cost: (n_locations, n_lines) array, money per unit. May be below zero (ageing stock that had
            better go); a cheaper unit never makes a parcel that is not needed.

    Raises:
        ValueError: shapes do not fit, or a quantity or parcel is below zero.

    Notes:
        Best among all sets of one location, of two of the 64 and of three of the 24 most promising; sets of
        more are built greedily and improved by dropping, adding and exchanging. Beside exact solutions by
        mixed-integer programming: `serai evaluate sourcing`.
        Time O(n_locations * n_lines) and a constant number of array operations. Deterministic.
        Source: Daskin (1995), Network and Discrete Location, chapter 7 (greedy adding and exchange).

    Example:
        >>> stock = np.array([[5, 0], [5, 3], [0, 9]])
        >>> found = source(stock, np.array([1, 1]), parcel_cost=np.array([4.0, 6.0, 4.0]),
        ...                unit_cost=np.zeros((3, 2)))
        >>> found.locations, found.cost
        (array([1]), 6.0)
    """
    stock, wanted = np.asarray(stock, np.int64), np.asarray(wanted, np.int64)
    _check(stock, wanted, parcel_cost, unit_cost)
    can_send = np.isfinite(parcel_cost)
    held = np.minimum(stock, wanted) * can_send[:, None]
    had = np.minimum(wanted, held.sum(axis=0))
    useful = np.flatnonzero(held.any(axis=1))
    units = np.zeros_like(stock)
    if not useful.size:
        return Sourced(units, wanted - had, 0.0)
    offer = Offer(held[useful], had, parcel_cost[useful], unit_cost[useful])
    chosen, cost = _cheapest(offer)
    units[useful[chosen]] = filled(offer, chosen[None])[0]
    return Sourced(units, wanted - had, cost)


def _cheapest(offer: Offer) -> tuple[Ints, float]:
    count = len(offer.parcel_cost)
    best, cost = _best(offer, np.arange(count)[:, None])
    promising = _promising(offer)
    for size, among in ((2, _PAIRS_AMONG), (3, _TRIPLES_AMONG)):
        few = promising[:among]
        if len(few) < size or cost <= _least(offer, size):
            continue
        sets = few[np.array(list(combinations(range(len(few)), size)))]
        other, other_cost = _best(offer, sets)
        if other_cost < cost:
            best, cost = other, other_cost
    if cost <= _least(offer, 4):
        return best, cost
    beginnings = [built(offer), *(built(offer, first=int(place)) for place in promising[:_STARTS])]
    if np.isfinite(cost):
        beginnings.append(best)
    first_costs = [float(set_costs(offer, each[None])[0]) for each in beginnings]
    for start in np.argsort(first_costs, kind="stable")[:_IMPROVED]:
        other, other_cost = improved(offer, beginnings[start], promising[:_INCOMING])
        if other_cost < cost:
            best, cost = other, other_cost
    return best, cost


def _best(offer: Offer, sets: Ints) -> tuple[Ints, float]:
    costs = set_costs(offer, sets)
    first = int(np.argmin(costs))
    return sets[first], float(costs[first])


def _least(offer: Offer, size: int) -> float:
    """Return what any set of `size` or more locations costs at least."""
    cheapest_units = np.min(np.where(offer.held > 0, offer.unit_cost, np.inf), axis=0)
    wanted = offer.wanted > 0
    units = float((cheapest_units[wanted] * offer.wanted[wanted]).sum())
    return units + float(np.sort(offer.parcel_cost)[:size].sum())


def _promising(offer: Offer) -> Ints:
    """Return all locations, the most promising first: by cost for each share of the cart that they hold."""
    share = (offer.held / np.maximum(offer.wanted, 1)).sum(axis=1)
    units = (offer.held * offer.unit_cost).sum(axis=1)
    by_share = np.argsort((offer.parcel_cost + units) / share, kind="stable")
    scarce = _holders_of_scarce(offer)
    return np.concatenate([scarce, by_share[~np.isin(by_share, scarce)]])


def _holders_of_scarce(offer: Offer) -> Ints:
    """Return, for each line that few hold whole, the two cheapest that do: no good set is without one."""
    whole = offer.held >= offer.wanted
    lines = np.flatnonzero((whole.sum(axis=0) <= _TRIPLES_AMONG) & (offer.wanted > 0))
    cost = offer.parcel_cost[:, None] + offer.unit_cost * offer.wanted
    found: dict[int, None] = {}
    for line in lines[: _TRIPLES_AMONG // 2]:
        holders = np.flatnonzero(whole[:, line])
        for place in holders[np.argsort(cost[holders, line], kind="stable")][:2]:
            found[int(place)] = None
    return np.array(list(found), np.int64)


def _check(stock: Ints, wanted: Ints, parcel_cost: Floats, unit_cost: Floats) -> None:
    locations, lines = stock.shape
    if wanted.shape != (lines,) or parcel_cost.shape != (locations,):
        raise ValueError("One quantity for each line and one parcel cost for each location.")
    if unit_cost.shape != stock.shape:
        raise ValueError("One cost for each location and line.")
    if (stock < 0).any() or (wanted < 0).any() or (parcel_cost < 0).any():
        raise ValueError("Stock, quantities and parcels are not below zero.")
