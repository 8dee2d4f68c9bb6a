"""Offers within a budget: never above it, and near the best there is."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai_science.budget import best_offers


def the_best(gain, cost, budget):
    """Try every plan."""
    n, k = gain.shape
    best = 0.0
    for plan in product(range(-1, k), repeat=n):
        paid = sum(cost[i, each] for i, each in enumerate(plan) if each >= 0)
        if paid <= budget:
            best = max(best, sum(gain[i, each] for i, each in enumerate(plan) if each >= 0))
    return best


def tables():
    cell = st.integers(0, 20).map(float)
    return st.tuples(st.integers(1, 5), st.integers(1, 3)).flatmap(
        lambda shape: st.tuples(
            *(
                st.lists(
                    st.lists(cell, min_size=shape[1], max_size=shape[1]),
                    min_size=shape[0],
                    max_size=shape[0],
                ).map(np.array)
                for _ in range(2)
            ),
            st.integers(0, 40).map(float),
        )
    )


@given(tables())
def test_a_plan_keeps_the_budget_and_is_one_customer_from_the_best(given_tables):
    gain, cost, budget = given_tables
    plan = best_offers(gain, cost, budget=budget)
    chosen = [(place, each) for place, each in enumerate(plan.offer) if each >= 0]
    best = the_best(gain, cost, budget)

    assert plan.cost == pytest.approx(sum(cost[place] for place in chosen))
    assert plan.gain == pytest.approx(sum(gain[place] for place in chosen))
    assert plan.cost <= budget + 1e-6
    assert plan.gain <= best + 1e-6
    assert best <= plan.at_most + 1e-6
    assert best - plan.gain <= gain.max(initial=0) + 1e-6


def test_with_money_for_all_everybody_gets_what_brings_most():
    plan = best_offers(np.array([[5.0, 8.0], [0.0, -1.0]]), np.ones((2, 2)), budget=100)

    assert plan.offer.tolist() == [1, -1]
    assert plan.price == 0
    assert plan.at_most == plan.gain == 8


def test_the_price_says_what_more_money_would_bring():
    gain, cost = np.array([[10.0], [6.0], [3.0]]), np.full((3, 1), 2.0)
    plan = best_offers(gain, cost, budget=4)

    assert plan.offer.tolist() == [0, 0, -1]
    assert plan.price == 1.5


def test_negative_money_is_refused():
    with pytest.raises(ValueError, match="negative"):
        best_offers(np.ones((1, 1)), np.ones((1, 1)), budget=-1)
    with pytest.raises(ValueError, match="dimensions"):
        best_offers(np.ones((2, 1)), np.ones((1, 1)), budget=1)
