"""What each customer buys, how often, and what they may need within a week."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from serai.discovery.usecases.training.lines import Lines
from serai_science.frequency import decayed
from serai_science.neighbours import Neighbours, best_of_rows
from serai_science.replenishment import Rhythms, needed_within, rhythms

_USUAL, _NEEDED = 60, 30
_WITHIN = 7.0
_LEAST_CHANCE = 0.15
HALF_LIFE = 120.0


@dataclass(frozen=True, slots=True)
class Habits:
    """Arrays of a training; see `domain.training.Training`."""

    usual: NDArray[np.int32]
    usual_share: NDArray[np.float32]
    usual_every: NDArray[np.float32]
    needed: NDArray[np.int32]
    needed_every: NDArray[np.float32]
    needed_chance: NDArray[np.float32]


def habits(lines: Lines, frequency: sparse.coo_array, n_products: int) -> Habits:
    """
    Return the usuals of every customer, and what is due.

    Args:
        lines: purchases.
        frequency: how often each customer buys each product, recent purchases counting more.
        n_products: of the assortment.
    """
    n = lines.customers.size
    known = lines.customer >= 0
    rhythm = rhythms(
        lines.customer[known], lines.product[known], lines.age[known], lines.quantity[known]
    )
    usual = best_of_rows(frequency.row, frequency.col, frequency.data, n_rows=n, k=_USUAL)
    needed = _needed(rhythm, n)
    every = _Paces(rhythm, n_products)
    trips = _trips(lines)
    return Habits(
        usual=usual.index,
        usual_share=(usual.score / (trips[:, None] + 1)).astype(np.float32),
        usual_every=every.of(usual.index),
        needed=needed.index,
        needed_every=every.of(needed.index),
        needed_chance=needed.score,
    )


def _needed(rhythm: Rhythms, n_customers: int) -> Neighbours:
    """Return what runs out within a week by its rhythm, the likeliest first."""
    chance = needed_within(rhythm, _WITHIN)
    kept = (chance >= _LEAST_CHANCE) & (rhythm.since + _WITHIN >= rhythm.lasts)
    return best_of_rows(
        rhythm.customer[kept], rhythm.product[kept], chance[kept], n_rows=n_customers, k=_NEEDED
    )


def _trips(lines: Lines) -> NDArray[np.float64]:
    """Return how many trips each customer made, recent ones counting more."""
    known = np.flatnonzero(lines.customer >= 0)
    _, first = np.unique(lines.order[known], return_index=True)
    one = known[first]
    weight = decayed(lines.age[one], half_life=HALF_LIFE)
    trips = np.bincount(lines.customer[one], weight, minlength=lines.customers.size)
    return trips.astype(np.float64)


class _Paces:
    """The days between two purchases, by customer and product."""

    def __init__(self, rhythm: Rhythms, n_products: int) -> None:
        self._n = n_products
        self._keys = rhythm.customer * n_products + rhythm.product
        self._every = rhythm.every

    def of(self, lists: NDArray[np.int32]) -> NDArray[np.float32]:
        """Return the pace of each entry of each customer's list, 0 where nobody can tell."""
        if not self._keys.size:
            return np.zeros(lists.shape, np.float32)
        wanted = np.arange(lists.shape[0])[:, None] * self._n + lists
        place = np.searchsorted(self._keys, wanted).clip(0, self._keys.size - 1)
        known = (lists >= 0) & (self._keys[place] == wanted)
        return np.where(known, self._every[place], 0).astype(np.float32)
