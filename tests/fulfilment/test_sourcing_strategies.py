"""What each strategy of sourcing plans, and what that costs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.fulfilment.domain.sourcing.costs import SourcingCosts
from serai.fulfilment.domain.sourcing.strategies import ORDER, Strategy, least_cost, planned
from serai.fulfilment.domain.sourcing.terms import BadSourcingTerms, SourcingTerms


def costs(parcel: list[float], km: list[float], *, lines: int, split: float = 100) -> SourcingCosts:
    sites = len(parcel)
    zero = np.zeros(sites)
    return SourcingCosts(
        np.array(parcel), zero, zero, zero, split, np.zeros((sites, lines)), np.array(km)
    )


CART = np.array([2, 1])
STOCK = np.array([[2, 0], [0, 1], [2, 1], [1, 1]])
"""Two of tea and one milk; four places, the third has it all."""
PRICES = costs([300, 300, 900, 350], [10, 20, 400, 5], lines=2)
RANKS = np.array([3.0, 2.0, 1.0, 0.0])


def sends(strategy: Strategy) -> list[int]:
    plan = planned(strategy, STOCK, CART, PRICES, ranks=RANKS)
    assert plan.missing == 0
    return np.flatnonzero(plan.units.any(axis=1)).tolist()


@pytest.mark.parametrize(
    ("strategy", "places"),
    [
        (Strategy.PRIORITY, [2, 3]),
        (Strategy.COST, [0, 1]),
        (Strategy.FEWEST_PARCELS, [2]),
        (Strategy.NEAREST, [0, 3]),
    ],
)
def test_each_strategy_sends_from_its_own_places(strategy: Strategy, places: list[int]) -> None:
    assert sends(strategy) == places


def test_a_second_parcel_costs_the_split_and_the_first_does_not() -> None:
    two = planned(Strategy.COST, STOCK, CART, PRICES, ranks=RANKS)
    one = planned(Strategy.FEWEST_PARCELS, STOCK, CART, PRICES, ranks=RANKS)

    assert (two.cost, two.parts["split"]) == (700, 100)
    assert (one.cost, one.parts["split"]) == (900, 0)


def test_a_dear_split_makes_one_parcel_of_it() -> None:
    dear = costs([300, 300, 900, 350], [10, 20, 400, 5], lines=2, split=400)

    plan = planned(Strategy.COST, STOCK, CART, dear, ranks=RANKS)

    assert np.flatnonzero(plan.units.any(axis=1)).tolist() == [2]


_cart = st.integers(2, 6).flatmap(
    lambda sites: st.tuples(
        st.lists(
            st.lists(st.integers(0, 4), min_size=2, max_size=2), min_size=sites, max_size=sites
        ),
        st.lists(st.integers(1, 5), min_size=2, max_size=2),
        st.lists(st.integers(0, 900), min_size=sites, max_size=sites),
        st.lists(st.sampled_from([1.0, 50.0, np.inf]), min_size=sites, max_size=sites),
    )
)


@given(_cart)
def test_no_strategy_leaves_behind_what_somebody_can_send_and_none_beats_the_bound(
    cart: tuple[list[list[int]], list[int], list[int], list[float]],
) -> None:
    stock, wanted = np.array(cart[0]), np.array(cart[1])
    prices = costs([float(each) for each in cart[2]], cart[3], lines=2)
    can = np.where(np.isfinite(prices.km)[:, None], stock, 0)
    ranks = np.arange(float(len(stock)))
    had = np.minimum(wanted, can.sum(axis=0))
    least = least_cost(stock, wanted, prices)

    for strategy in ORDER:
        plan = planned(strategy, stock, wanted, prices, ranks=ranks)

        assert (plan.units <= can).all()
        assert (plan.units.sum(axis=0) == had).all()
        assert plan.missing == (wanted - had).sum()
        assert plan.cost >= least - 1e-6


@pytest.mark.parametrize("value", [-1, 1_000_001, True, 1.5])
def test_senseless_terms_are_refused(value: int) -> None:
    with pytest.raises(BadSourcingTerms):
        SourcingTerms(split_minor=value)
