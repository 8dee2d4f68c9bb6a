"""Runs of equal keys in sorted arrays: what each of them sums up to, and where a key is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Runs:
    """
    Where the equal ones of sorted keys lie.

    Attributes:
        key: (g,) array, the different keys, sorted.
        start: (g,) array, where the run of each begins.
        size: (g,) array, how long it is, >= 1.

    Example:
        >>> runs = Runs.of(np.array([3, 3, 7]))
        >>> runs.key.tolist(), runs.size.tolist(), runs.sum(np.array([1.0, 2.0, 4.0])).tolist()
        ([3, 7], [2, 1], [3.0, 4.0])
    """

    key: Codes
    start: Codes
    size: Codes

    @classmethod
    def of(cls, keys: Codes) -> "Runs":
        """Return the runs of (n,) sorted keys. Time O(n)."""
        begins = np.ones(keys.size, bool)
        begins[1:] = keys[1:] != keys[:-1]
        start = np.flatnonzero(begins)
        return cls(keys[start], start, np.diff(start, append=keys.size))

    def sum(self, values: NDArray[np.generic]) -> Numbers:
        """Return the sum of (n,) values over each run."""
        return self._over(np.add, values)

    def least(self, values: Numbers) -> Numbers:
        """Return the smallest of (n,) values in each run."""
        return self._over(np.minimum, values)

    def most(self, values: Numbers) -> Numbers:
        """Return the largest of (n,) values in each run."""
        return self._over(np.maximum, values)

    def middle(self, values: Numbers) -> Numbers:
        """Return the median of each run of (n,) values >= 0. Time O(n log n)."""
        span = float(values.max(initial=0.0)) + 1
        ordered = values[np.argsort(np.repeat(np.arange(self.key.size) * span, self.size) + values)]
        last = self.start + self.size - 1
        below, above = (self.start + last) // 2, (self.start + last + 1) // 2
        middle: Numbers = (ordered[below] + ordered[above]) / 2
        return middle

    def find(self, keys: Codes) -> Codes:
        """Return the place of each of (m,) keys among `key`, -1 where it is not there."""
        return find(self.key, keys)

    def _over(self, add_up: np.ufunc, values: NDArray[np.generic]) -> Numbers:
        if not self.start.size:
            return np.zeros(0)
        found: Numbers = add_up.reduceat(values, self.start, dtype=np.float64)
        return found


def find(key: Codes, keys: Codes) -> Codes:
    """Return the place of each of (m,) keys among the sorted (g,) ones, -1 where it is not there."""
    place = np.searchsorted(key, keys)
    if not key.size:
        return np.full(place.size, -1)
    return np.where(key.take(place, mode="clip") == keys, place, -1)


def dense(values: NDArray[np.integer]) -> tuple[Codes, Codes]:
    """
    Return the different values, sorted, and the place of each of (n,) values among them.

    Notes:
        Time O(n + span) where the values lie close together, else O(n log n).

    Example:
        >>> [each.tolist() for each in dense(np.array([7, 3, 7]))]
        [[3, 7], [1, 0, 1]]
    """
    if not values.size:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    least = int(values.min())
    span = int(values.max()) - least + 1
    if span > 4 * values.size:
        different, place = np.unique(values, return_inverse=True)
        return different.astype(np.int64), place.astype(np.int64)
    there = np.zeros(span, bool)
    there[values - least] = True
    place = np.cumsum(there) - 1
    return np.flatnonzero(there) + least, place[values - least]


def at(values: Numbers, place: Codes) -> Numbers:
    """Return the value at each place, NaN where the place is -1."""
    if not values.size:
        return np.full(place.size, np.nan)
    found: Numbers = np.where(place >= 0, values[place], np.nan)
    return found
