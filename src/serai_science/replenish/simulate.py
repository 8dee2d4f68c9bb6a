"""A shop played week by week: what policies hold, sell and miss."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Policy = Callable[[int, Numbers, Numbers], Numbers]
"""(period that ends, position of each series, what each sold in it) to units ordered."""
Between = Callable[[int, Numbers, Numbers], Numbers]
"""(period that ends, what each has, what comes to it in the next) to the units by which each changes."""


@dataclass(frozen=True, slots=True)
class Played:
    """
    What came of a policy.

    Attributes:
        fill: share of the demand that was met.
        stock: mean units on hand at the end of a period, all series together.
        service: share of periods with demand in which none was missed.
        ordered: units ordered.
        moved: units that went from one series to another.
    """

    fill: float
    stock: float
    service: float
    ordered: float
    moved: float = 0.0


@dataclass(frozen=True, slots=True)
class Roads:
    """
    How goods come and go.

    Attributes:
        lead: periods between an order and its use: 1 means that it can be sold in the period after the next.
        late: (S, T), which orders take one period more; none unless given.
        between: asked at the end of every period but the last, before orders, what goes from one place to another
            and can be sold there in the next; nothing unless given.
    """

    lead: int = 1
    late: NDArray[np.bool_] | None = None
    between: Between | None = None


_USUAL = Roads()


def play(
    demand: Numbers, start: Numbers, policy: Policy, *, first: int, roads: Roads = _USUAL
) -> Played:
    """
    Play a policy on what was really wanted; what is missing is lost.

    Args:
        demand: (S, T), units per period.
        start: (S,), units on hand at the beginning; nothing is on its way.
        policy: asked at the end of every period.
        first: the first period that is played.
        roads: how goods come and go.

    Notes:
        An order at the end of period t is on the shelf from period t + 1 + lead.
    """
    periods, lead, late, between = demand.shape[1], roads.lead, roads.late, roads.between
    stock, waiting = start.astype(np.float64).copy(), np.zeros((len(demand), periods + lead + 3))
    met = missed = held = ordered = moved = 0.0
    good = wanted = 0
    for period in range(first, periods):
        stock += waiting[:, period]
        asked = demand[:, period]
        sold = np.minimum(stock, asked)
        stock -= sold
        met, missed, held = met + sold.sum(), missed + (asked - sold).sum(), held + stock.sum()
        wanted += int((asked > 0).sum())
        good += int(((asked > 0) & (sold >= asked)).sum())
        if between is not None and period + 1 < periods:
            change = between(period, stock, waiting[:, period + 1])
            stock += change
            moved += np.abs(change).sum() / 2
        units = policy(period, stock + waiting[:, period + 1 :].sum(axis=1), sold)
        arrive = period + 1 + lead + (0 if late is None else late[:, period].astype(int))
        waiting[np.arange(len(stock)), arrive] += units
        ordered += units.sum()
    return Played(
        float(met / (met + missed)),
        float(held / (periods - first)),
        good / wanted,
        float(ordered),
        float(moved),
    )
