"""A shop played week by week: what policies hold, sell and miss."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Policy = Callable[[int, Numbers, Numbers], Numbers]
"""(period that ends, position of each series, what each sold in it) to units ordered."""


@dataclass(frozen=True, slots=True)
class Played:
    """
    What came of a policy.

    Attributes:
        fill: share of the demand that was met.
        stock: mean units on hand at the end of a period, all series together.
        service: share of periods with demand in which none was missed.
        ordered: units ordered.
    """

    fill: float
    stock: float
    service: float
    ordered: float


def play(
    demand: Numbers,
    start: Numbers,
    policy: Policy,
    *,
    first: int,
    lead: int = 1,
    late: NDArray[np.bool_] | None = None,
) -> Played:
    """
    Play a policy on what was really wanted; what is missing is lost.

    Args:
        demand: (S, T), units per period.
        start: (S,), units on hand at the beginning; nothing is on its way.
        policy: asked at the end of every period.
        first: the first period that is played.
        lead: periods between an order and its use: 1 means that it can be sold in the period after the next.
        late: (S, T), which orders take one period more; none unless given.

    Notes:
        An order at the end of period t is on the shelf from period t + 1 + lead.
    """
    periods = demand.shape[1]
    stock, waiting = start.astype(np.float64).copy(), np.zeros((len(demand), periods + lead + 3))
    met = missed = held = ordered = 0.0
    good = wanted = 0
    for period in range(first, periods):
        stock += waiting[:, period]
        asked = demand[:, period]
        sold = np.minimum(stock, asked)
        stock -= sold
        met, missed, held = met + sold.sum(), missed + (asked - sold).sum(), held + stock.sum()
        wanted += int((asked > 0).sum())
        good += int(((asked > 0) & (sold >= asked)).sum())
        units = policy(period, stock + waiting[:, period + 1 :].sum(axis=1), sold)
        arrive = period + 1 + lead + (0 if late is None else late[:, period].astype(int))
        waiting[np.arange(len(stock)), arrive] += units
        ordered += units.sum()
    return Played(
        float(met / (met + missed)), float(held / (periods - first)), good / wanted, float(ordered)
    )
