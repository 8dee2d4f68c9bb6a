"""When a customer needs something again: the rhythm of each product that they buy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_PRIOR_GAPS = 1.0
_MOST_AT_ONCE = 3.0
_SPREAD = 1.1
_GONE_AFTER = 2.0


@dataclass(frozen=True, slots=True)
class Rhythms:
    """
    One line per customer and product that was bought on `least` days or more, sorted by both.

    Attributes:
        customer: (n,) array.
        product: (n,) array.
        times: (n,) array, days on which it was bought.
        every: (n,) array, days between two purchases, as far as one can tell.
        lasts: (n,) array, days that the last purchase is expected to last.
        since: (n,) array, days since the last purchase.
    """

    customer: NDArray[np.int64]
    product: NDArray[np.int64]
    times: NDArray[np.int64]
    every: NDArray[np.float64]
    lasts: NDArray[np.float64]
    since: NDArray[np.float64]


def rhythms(
    customer: NDArray[np.integer],
    product: NDArray[np.integer],
    age: NDArray[np.floating],
    quantity: NDArray[np.floating],
    *,
    least: int = 3,
) -> Rhythms:
    """
    Return how often each customer buys each product, and how long the last purchase will last.

    A unit lasts as long as the units before the last purchase did, drawn towards what is usual for the
    product by one pause. More than three times the usual quantity counts as three times: nobody eats a
    year of tins in the order in which they were bought.

    Args:
        customer: (n_lines,) array, >= 0.
        product: (n_lines,) array, >= 0.
        age: (n_lines,) array, days before the present, >= 0. Lines of one day are one purchase.
        quantity: (n_lines,) array, units, > 0.
        least: days on which a product must have been bought, >= 2.

    Notes:
        Time O(n log n), memory O(n); deterministic.

    Example:
        >>> milk = rhythms(np.zeros(4, int), np.zeros(4, int), np.array([2.0, 11, 20, 29]), np.ones(4))
        >>> milk.every.tolist(), milk.since.tolist(), milk.lasts.tolist()
        ([9.0], [2.0], [9.0])
    """
    bought = _by_day(customer, product, np.asarray(age, np.float64), quantity)
    who, what, day, units = bought
    first = np.flatnonzero(np.r_[True, (np.diff(who) != 0) | (np.diff(what) != 0)][: who.size])
    times = np.diff(np.r_[first, who.size])
    last = first + times - 1
    total = np.add.reduceat(units, first) if first.size else units
    kept = times >= least
    first, last, times, total = first[kept], last[kept], times[kept], total[kept]
    products = what[first]
    span, before = day[first] - day[last], total - units[last]
    unit = _drawn(span, before, _medians(products, span / before)[products], _PRIOR_GAPS)
    size = np.minimum(units[last], _MOST_AT_ONCE * total / times)
    gaps = times - 1.0
    return Rhythms(
        customer=who[first],
        product=products,
        times=times,
        every=_drawn(span, gaps, _medians(products, span / gaps)[products], _PRIOR_GAPS),
        lasts=unit * size,
        since=day[last],
    )


def needed_within(known: Rhythms, days: float) -> NDArray[np.float64]:
    """
    Return the probability that each product is bought again within the coming days.

    The geometric mean of two chances, times the chance that the customer still buys it:

    * rhythm: 1 - S(since + days) / S(since) with S(t) = 1 / (1 + (t / lasts) ** b), b = pi / (1.1 sqrt(3)): a
      log-logistic pause around what the last purchase lasts;
    * rate: 1 - exp(-days times / (every (times - 1) + since)), purchases at random at the rate so far;
    * still: 1 / (1 + (since / (2 every)) ** 2).

    The spread of 1.1, in logarithms of pauses, and the 2 were chosen on purchases of four weeks: people are far
    less regular than the few pauses that each of their habits shows.

    Args:
        known: as from `rhythms`.
        days: > 0.

    Returns:
        (n,) array in (0, 1).

    Notes:
        Time O(n). Source: Bennett (1983), "Log-logistic regression models for survival data",
        Applied Statistics 32(2).

    Example:
        >>> ages = np.array([8.0, 17, 26, 35])
        >>> milk = rhythms(np.zeros(4, int), np.zeros(4, int), ages, np.ones(4))
        >>> needed_within(milk, 7).round(2).tolist(), needed_within(milk, 1).round(2).tolist()
        ([0.42], [0.08])
    """
    steep = np.pi / (_SPREAD * np.sqrt(3))
    now = steep * np.log(np.maximum(known.since, 0.5) / known.lasts)
    then = steep * np.log((known.since + days) / known.lasts)
    rhythm = -np.expm1(np.logaddexp(0, now) - np.logaddexp(0, then))
    rate = -np.expm1(-days * known.times / (known.every * (known.times - 1) + known.since))
    still = 1 / (1 + (known.since / (_GONE_AFTER * known.every)) ** 2)
    probability: NDArray[np.float64] = np.sqrt(rhythm * rate) * still
    return probability


def _by_day(
    customer: NDArray[np.integer],
    product: NDArray[np.integer],
    age: NDArray[np.float64],
    quantity: NDArray[np.floating],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Return customers, products, falling ages and units, one line for each day of a pair."""
    order = np.lexsort((-age, product, customer))
    who, what = customer[order].astype(np.int64), product[order].astype(np.int64)
    day = age[order]
    fresh = np.r_[True, (np.diff(who) != 0) | (np.diff(what) != 0) | (np.diff(day) != 0)]
    starts = np.flatnonzero(fresh[: who.size])
    units = np.asarray(quantity, np.float64)[order]
    summed = np.add.reduceat(units, starts) if starts.size else units
    return who[starts], what[starts], day[starts], summed


def _drawn(
    total: NDArray[np.float64],
    count: NDArray[np.float64],
    usual: NDArray[np.float64],
    weight: float,
) -> NDArray[np.float64]:
    """Return a mean that leans on the usual one where there is little to count."""
    drawn: NDArray[np.float64] = (total + weight * usual) / (count + weight)
    return drawn


def _medians(group: NDArray[np.int64], value: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the median of each group's values by its number; 0 for groups without any."""
    order = np.lexsort((value, group))
    counts = np.bincount(group)
    starts = np.cumsum(counts) - counts
    middle, value = starts + counts // 2, value[order]
    found = np.zeros(counts.size)
    some = counts > 0
    upper, lower = value[middle[some]], value[(starts + np.maximum(counts - 1, 0) // 2)[some]]
    found[some] = (upper + lower) / 2
    return found
