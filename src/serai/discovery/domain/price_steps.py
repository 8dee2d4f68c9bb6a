"""Price ranges that people find natural: 1, 2, 5, 10, 20, 50 and so on, the same in every list."""

from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from serai.kernel.currencies import exponent_of

_DECADES = 7


@cache
def edges(currency: str) -> NDArray[np.int64]:
    """Return the upper bounds of the steps in minor units; a price equal to one belongs to the next."""
    unit = 10 ** exponent_of(currency)
    return np.array(
        [mantissa * 10**decade * unit for decade in range(_DECADES) for mantissa in (1, 2, 5)],
        np.int64,
    )


@cache
def names(currency: str) -> tuple[str, ...]:
    """Return how each step is written in an address: "0-1", "1-2", "2-5" …, the last one open."""
    bounds = [0, *(int(edge) // 10 ** exponent_of(currency) for edge in edges(currency))]
    closed = [f"{low}-{high}" for low, high in pairwise(bounds)]
    return (*closed, f"{bounds[-1]}-")


def steps_of(price: NDArray[np.int64], currency: str) -> NDArray[np.int8]:
    """Return the number of the step in which each price lies."""
    return np.searchsorted(edges(currency), price, side="right").astype(np.int8)


def within_steps(
    step: NDArray[np.int8], wanted: tuple[str, ...], currency: str
) -> NDArray[np.bool_]:
    """Return which steps are among those named; an unknown name is none of them."""
    known = names(currency)
    return np.isin(step, [known.index(name) for name in wanted if name in known])
