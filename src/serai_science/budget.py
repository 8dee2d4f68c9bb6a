"""At most one offer for each customer, within a budget: what brings most for the money."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Plan:
    """
    Who gets what.

    Attributes:
        offer: (n,) which offer each customer gets, -1 for none.
        price: what one more unit of budget would bring; 0 where the budget is not the limit.
        gain: expected, of all.
        cost: expected, of all; never above the budget.
        at_most: what no plan within the budget can exceed.
    """

    offer: NDArray[np.int64]
    price: float
    gain: float
    cost: float
    at_most: float


def best_offers(gain: Numbers, cost: Numbers, *, budget: float) -> Plan:
    """
    Return the plan that brings most, to within the gain of one step of one customer.

    Each customer's offers are steps along the upper hull of cost and gain, from nothing to ever dearer ones whose
    extra gain for the extra cost falls. The steps of all customers are taken in that order while money lasts; one
    that no longer fits is passed over, and smaller ones after it may still be taken. `at_most` is the bound of the
    linear relaxation: the distance to it says how far the best plan can be.

    Args:
        gain: (n, k) what each offer brings with each customer; what brings nothing or less is never given.
        cost: (n, k) what it costs in expectation, >= 0.
        budget: >= 0.

    Raises:
        ValueError: shapes differ, or a cost or the budget is negative.

    Notes:
        O(n k log(n k)). Source: Sinha & Zoltners (1979), "The Multiple-Choice Knapsack Problem",
        Operations Research 27(3).

    Example:
        >>> best_offers(np.array([[5.0, 8.0], [3.0, 4.0]]), np.array([[1.0, 4.0], [1.0, 3.0]]), budget=5.0)
        Plan(offer=array([1, 0]), price=0.5, gain=11.0, cost=5.0, at_most=11.0)
    """
    if gain.shape != cost.shape or gain.ndim != 2:
        raise ValueError(
            f"gain {gain.shape} and cost {cost.shape} must be the same two dimensions."
        )
    if budget < 0 or (cost.size and cost.min() < 0):
        raise ValueError("Costs and the budget are not negative.")
    steps = sorted(
        (step for customer in range(len(gain)) for step in _steps(customer, gain, cost)),
        key=lambda step: (-step[0], step[1]),
    )
    offer = np.full(len(gain), -1)
    passed = np.zeros(len(gain), bool)
    left, price, at_most = float(budget), 0.0, None
    worth = 0.0
    for rate, customer, chosen, more_gain, more_cost in steps:
        if more_cost > left + 1e-9:
            if at_most is None:
                price, at_most = rate, worth + rate * left
            passed[customer] = True
        if passed[customer]:
            continue
        offer[customer], left, worth = chosen, left - more_cost, worth + more_gain
    return Plan(offer, price, worth, float(budget) - left, worth if at_most is None else at_most)


def _steps(
    customer: int, gain: Numbers, cost: Numbers
) -> list[tuple[float, int, int, float, float]]:
    """Return a customer's steps: gain for cost, customer, offer, extra gain, extra cost."""
    steps: list[tuple[float, int, int, float, float]] = []
    at_gain, at_cost = 0.0, 0.0
    open_offers = [each for each in range(gain.shape[1]) if gain[customer, each] > 0]
    while open_offers:
        best = max(
            open_offers, key=lambda each: (_rate(gain[customer, each] - at_gain, cost[customer, each] - at_cost),
                                           gain[customer, each])
        )  # fmt: skip
        more_gain, more_cost = gain[customer, best] - at_gain, cost[customer, best] - at_cost
        steps.append(
            (_rate(more_gain, more_cost), customer, best, float(more_gain), float(more_cost))
        )
        at_gain, at_cost = gain[customer, best], cost[customer, best]
        open_offers = [
            each
            for each in open_offers
            if gain[customer, each] > at_gain and cost[customer, each] > at_cost
        ]
    return steps


def _rate(gain: float, cost: float) -> float:
    """Return gain for cost; what costs nothing comes first."""
    return float(gain / cost) if cost > 1e-12 else float("inf")
