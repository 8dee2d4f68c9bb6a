"""When locations are done with an order that comes now."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Minutes = NDArray[np.int64]
NEVER = np.iinfo(np.int64).max
"""An instant that does not come."""


class Shifts(NamedTuple):
    """
    When people work, shift by shift in the order of time.

    Attributes:
        opens: (n_locations, n_shifts) array, minutes since 1970 UTC.
        closes: (n_locations, n_shifts) array, as `opens`; not after it where nobody works.
        cut_off: (n_locations, n_shifts) array; who orders later is served in a later shift.
        capacity: (n_locations, n_shifts) array, orders that each shift can still take.
    """

    opens: Minutes
    closes: Minutes
    cut_off: Minutes
    capacity: NDArray[np.int64]


def ready(shifts: Shifts, handling: Minutes, *, now: int) -> Minutes:
    """
    Return when each location is done, `NEVER` where none of the shifts takes the order.

    The order goes to the first shift that has capacity and whose cut-off is not over. Work begins when that
    shift opens, at once when it is open, and what is not done by its end is done in the shifts after it.

    Args:
        shifts: when people work.
        handling: (n_locations,) array, minutes of work from the order to goods that wait at the door, >= 0.
        now: minutes since 1970 UTC.

    Notes:
        Time O(n_locations * n_shifts). Monotone: a later order is never done earlier.

    Example:
        >>> day = np.array([[480, 1920]])
        >>> shifts = Shifts(day, day + 600, day + 540, np.array([[1, 9]]))
        >>> ready(shifts, np.array([90]), now=500), ready(shifts, np.array([90]), now=1030)
        (array([590]), array([2010]))
    """
    worked = np.maximum(shifts.closes - shifts.opens, 0)
    takes = _takes(shifts, now)
    first = np.argmax(takes, axis=1)
    rows = np.arange(len(handling))
    begins = np.maximum(shifts.opens[rows, first], now)
    left = _minutes_from(shifts, worked, begins)
    done_by = np.cumsum(left, axis=1)
    enough = done_by >= handling[:, None]
    last = np.argmax(enough, axis=1)
    before = done_by[rows, last] - left[rows, last]
    at = np.maximum(shifts.opens[rows, last], begins) + handling - before
    return np.where(takes.any(axis=1) & enough.any(axis=1), at, NEVER)


def taking(shifts: Shifts, *, now: int) -> NDArray[np.int64]:
    """
    Return which shift takes an order that comes now at each location; -1 where none does.

    Example:
        >>> day = np.array([[480, 1920]])
        >>> taking(Shifts(day, day + 600, day + 540, np.array([[0, 9]])), now=500).tolist()
        [1]
    """
    takes = _takes(shifts, now)
    return np.where(takes.any(axis=1), np.argmax(takes, axis=1), -1)


def _takes(shifts: Shifts, now: int) -> NDArray[np.bool_]:
    return (shifts.capacity > 0) & (shifts.cut_off >= now) & (shifts.closes > shifts.opens)


def _minutes_from(shifts: Shifts, worked: Minutes, begins: Minutes) -> Minutes:
    """Return the minutes of each shift that lie behind `begins`."""
    from_here = shifts.closes - np.maximum(shifts.opens, begins[:, None])
    return np.clip(from_here, 0, worked)
