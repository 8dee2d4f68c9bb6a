"""What models of repeated buying need to know of each customer: four numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True)
class Summary:
    """
    Customers who bought at least once, sorted by their number.

    Attributes:
        customer: (n,) whole numbers, rising.
        repeats: (n,) days with a purchase after the first one.
        last: time from the first to the last purchase; 0 for who bought once.
        age: time from the first purchase to the end.
        mean: mean amount of a repeated purchase day; 0 for who bought once.
    """

    customer: NDArray[np.int64]
    repeats: NDArray[np.float64]
    last: NDArray[np.float64]
    age: NDArray[np.float64]
    mean: NDArray[np.float64]


def summarise(
    customer: ArrayLike, day: ArrayLike, amount: ArrayLike, *, until: float, unit: float = 1.0
) -> Summary:
    """
    Return each customer's summary; purchases of one day count once, with the sum of their amounts.

    Args:
        customer: (m,) whole numbers.
        day: (m,) whole days.
        amount: (m,) money of each purchase.
        until: the last day that counts; later purchases are left out.
        unit: days in a unit of time of the result: 7 gives weeks.

    Example:
        >>> summarise([4, 4, 4, 9], [0, 14, 14, 7], [5.0, 2.0, 3.0, 1.0], until=21, unit=7)
        Summary(customer=array([4, 9]), repeats=array([1., 0.]), last=array([2., 0.]), \
age=array([3., 2.]), mean=array([5., 0.]))
    """
    who, when = np.asarray(customer), np.asarray(day)
    money: NDArray[np.float64] = np.asarray(amount, np.float64)
    kept = when <= until
    who, when, money = who[kept], when[kept], money[kept]
    order = np.lexsort((when, who))
    who, when, money = who[order], when[order], money[order]
    fresh = np.ones(who.size, bool)
    fresh[1:] = (np.diff(who) != 0) | (np.diff(when) != 0)
    start = np.flatnonzero(fresh)
    who, when, money = (
        who[start],
        when[start],
        np.add.reduceat(money, start) if start.size else money,
    )
    customers, first, count = np.unique(who, return_index=True, return_counts=True)
    repeats: NDArray[np.float64] = (count - 1).astype(np.float64)
    begun, ended = when[first], when[first + count - 1]
    total = np.add.reduceat(money, first) - money[first] if first.size else money
    mean = np.divide(total, repeats, out=np.zeros_like(repeats), where=repeats > 0)
    last, age = ((each / unit).astype(np.float64) for each in (ended - begun, until - begun))
    return Summary(customers.astype(np.int64), repeats, last, age, mean)
