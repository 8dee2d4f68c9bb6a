"""Carts whose goods lie about in many places, to judge sourcing by."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class CartToSource(NamedTuple):
    """The arguments of `serai_science.sourcing.source`."""

    stock: NDArray[np.int64]
    wanted: NDArray[np.int64]
    parcel_cost: NDArray[np.float64]
    unit_cost: NDArray[np.float64]


def cart_to_source(
    locations: int, lines: int, *, held: float, rng: np.random.Generator
) -> CartToSource:
    """
    Return a cart at random.

    Args:
        locations: how many places there are.
        lines: how many articles the cart has, 1 to 4 units of each.
        held: share of places that hold an article, 0 to 1; then 0 to 5 units of it.
        rng: source of chance.
    """
    shape = (locations, lines)
    return CartToSource(
        stock=rng.integers(0, 6, shape) * (rng.random(shape) < held),
        wanted=rng.integers(1, 5, lines),
        parcel_cost=rng.uniform(3, 9, locations).round(2),
        unit_cost=rng.uniform(0, 1, shape).round(2),
    )
