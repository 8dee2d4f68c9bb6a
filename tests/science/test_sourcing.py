"""Sourcing: everything that is there is sent, once, from few places, for nearly the least money."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai_science.simulated.carts_to_source import cart_to_source
from serai_science.sourcing import cheapest_parcel_first, source
from serai_science.sourcing.exact import least_cost


def free(*shape: int) -> np.ndarray:
    return np.zeros(shape)


@given(
    locations=st.integers(1, 40),
    lines=st.integers(1, 12),
    held=st.floats(0.05, 1),
    seed=st.integers(0, 10_000),
)
def test_all_that_is_held_is_sent_and_never_more(locations, lines, held, seed):
    cart = cart_to_source(locations, lines, held=held, rng=np.random.default_rng(seed))

    found = source(cart.stock, cart.wanted, parcel_cost=cart.parcel_cost, unit_cost=cart.unit_cost)

    there = np.minimum(cart.wanted, cart.stock.sum(axis=0))
    assert (found.units.sum(axis=0) == there).all()
    assert (found.missing == cart.wanted - there).all()
    assert ((found.units >= 0) & (found.units <= cart.stock)).all()
    parcels = cart.parcel_cost[found.locations].sum()
    assert found.cost == pytest.approx(parcels + (found.units * cart.unit_cost).sum())


@pytest.mark.parametrize("seed", range(40))
def test_a_small_cart_costs_what_the_best_way_costs(seed: int):
    cart = cart_to_source(10, 4, held=0.6, rng=np.random.default_rng(seed))

    found = source(cart.stock, cart.wanted, parcel_cost=cart.parcel_cost, unit_cost=cart.unit_cost)

    best = least_cost(
        cart.stock, cart.wanted, parcel_cost=cart.parcel_cost, unit_cost=cart.unit_cost
    )
    assert found.cost == pytest.approx(best)


def test_one_parcel_beats_two_cheaper_places():
    stock = np.array([[5, 0], [0, 5], [5, 5]])

    found = source(
        stock, np.array([1, 1]), parcel_cost=np.array([4.0, 4.0, 7.0]), unit_cost=free(3, 2)
    )

    assert (found.locations.tolist(), found.cost) == ([2], 7.0)


def test_a_line_is_split_when_nobody_has_it_whole():
    stock = np.array([[2], [2], [2]])

    found = source(
        stock, np.array([5]), parcel_cost=np.array([1.0, 2.0, 3.0]), unit_cost=free(3, 1)
    )

    assert found.units[:, 0].sum() == 5
    assert found.missing.tolist() == [0]


def test_who_cannot_send_sends_nothing():
    stock = np.array([[5], [5]])

    found = source(stock, np.array([1]), parcel_cost=np.array([np.inf, 9.0]), unit_cost=free(2, 1))

    assert found.locations.tolist() == [1]


def test_what_nobody_holds_is_missing_and_the_rest_is_sent():
    stock = np.array([[1, 0], [0, 0]])

    found = source(stock, np.array([1, 3]), parcel_cost=np.ones(2), unit_cost=free(2, 2))

    assert (found.locations.tolist(), found.missing.tolist()) == ([0], [0, 3])


def test_ageing_stock_goes_first_but_makes_no_parcel_of_its_own():
    stock = np.array([[5, 5], [5, 0]])
    ageing = np.array([[0.0, 0.0], [-1.0, 0.0]])

    found = source(stock, np.array([1, 1]), parcel_cost=np.array([4.0, 4.0]), unit_cost=ageing)

    assert found.locations.tolist() == [0]


def test_it_is_never_dearer_than_the_cheapest_parcel_first():
    for seed in range(50):
        cart = cart_to_source(60, 10, held=0.3, rng=np.random.default_rng(seed))
        costs = {"parcel_cost": cart.parcel_cost, "unit_cost": cart.unit_cost}

        ours = source(cart.stock, cart.wanted, **costs).cost

        assert ours <= cheapest_parcel_first(cart.stock, cart.wanted, **costs).cost + 1e-9


@pytest.mark.parametrize(
    "wrong",
    [
        {"stock": np.array([[-1]])},
        {"wanted": np.array([-1])},
        {"wanted": np.array([1, 1])},
        {"parcel_cost": np.array([-1.0])},
        {"unit_cost": np.zeros((2, 1))},
    ],
)
def test_what_does_not_fit_is_refused(wrong: dict[str, np.ndarray]):
    right = {
        "stock": np.array([[1]]),
        "wanted": np.array([1]),
        "parcel_cost": np.array([1.0]),
        "unit_cost": np.zeros((1, 1)),
    } | wrong

    with pytest.raises(ValueError, match=r"[a-z]"):
        source(
            right["stock"],
            right["wanted"],
            parcel_cost=right["parcel_cost"],
            unit_cost=right["unit_cost"],
        )
