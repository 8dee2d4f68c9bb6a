"""Sets of more than three locations: built greedily, then improved one exchange at a time."""

from itertools import combinations

import numpy as np

from serai_science.sourcing.priced_sets import Floats, Ints, Offer, set_costs

_ROUNDS = 20


def built(offer: Offer, *, first: int | None = None) -> Ints:
    """
    Return a set that holds everything: each time the location that adds units for the least money.

    Args:
        offer: what can be had.
        first: a location to begin with, whatever it costs.
    """
    left = offer.wanted.copy()
    chosen: list[int] = []
    if first is not None:
        chosen, left = [first], left - offer.held[first]
    while left.any():
        added = np.minimum(offer.held, left)
        units = added.sum(axis=1)
        cost = offer.parcel_cost + (added * offer.unit_cost).sum(axis=1)
        each: Floats = np.where(units > 0, cost / np.maximum(units, 1), np.inf)
        each[chosen] = np.inf
        place = int(np.argmin(each))
        chosen.append(place)
        left = left - added[place]
    return np.array(chosen, np.int64)


def improved(offer: Offer, chosen: Ints, promising: Ints) -> tuple[Ints, float]:
    """
    Return a set no dearer than `chosen`: locations are dropped, added and exchanged while that saves money.

    Args:
        offer: what can be had.
        chosen: a set that holds everything.
        promising: locations that may come in.
    """
    cost = float(set_costs(offer, chosen[None])[0])
    for _ in range(_ROUNDS):
        others = promising[~np.isin(promising, chosen)]
        moves = [
            *_dropped(chosen),
            *_added(chosen, others),
            *_exchanged(chosen, others),
            *_two_for_one(chosen, others),
        ]
        found = [
            (float(costs[best]), sets[best])
            for sets in moves
            if len(sets) and sets.shape[1]
            for costs in [set_costs(offer, sets)]
            for best in [int(np.argmin(costs))]
        ]
        if not found:
            break
        least, better = min(found, key=lambda each: each[0])
        if least >= cost - 1e-9:
            break
        chosen, cost = better, least
    return chosen, cost


def _dropped(chosen: Ints) -> list[Ints]:
    return [np.array([np.delete(chosen, place) for place in range(len(chosen))])]


def _added(chosen: Ints, others: Ints) -> list[Ints]:
    if not len(others):
        return []
    return [np.column_stack([np.tile(chosen, (len(others), 1)), others])]


def _exchanged(chosen: Ints, others: Ints) -> list[Ints]:
    sets = np.repeat(chosen[None], len(others), axis=0)
    exchanged = []
    for place in range(len(chosen) if len(others) else 0):
        changed = sets.copy()
        changed[:, place] = others
        exchanged.append(changed)
    return exchanged


def _two_for_one(chosen: Ints, others: Ints) -> list[Ints]:
    if len(chosen) < 2 or not len(others):
        return []
    kept = np.array([np.delete(chosen, pair) for pair in combinations(range(len(chosen)), 2)])
    sets = np.repeat(kept, len(others), axis=0)
    return [np.column_stack([sets, np.tile(others, len(kept))])]
