"""What one store's shoppers buy these weeks, more than others do, and at which time of day."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from serai_science.frequency import decayed
from serai_science.neighbours import best_of_rows

_LATELY, _OF_STORES, _OF_PARTS = 14.0, 28.0, 120.0
_DOUBT, _DOUBT_OF_PARTS = 5.0, 20.0
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class InStores:
    """
    What sells in each store, the most first.

    Attributes:
        product: (n_stores, k) array, -1 for none.
        rate: (n_stores, k) array, the share of the store's lines that is expected of it; 0 for none.
        lift: (n_stores, k) array, that share divided by the one in all stores together; 0 for none.
    """

    product: NDArray[np.int32]
    rate: NDArray[np.float32]
    lift: NDArray[np.float32]


def in_stores(
    store: NDArray[np.integer],
    product: NDArray[np.integer],
    age: NDArray[np.floating],
    *,
    shape: tuple[int, int],
    k: int,
) -> InStores:
    """
    Return what sells in each store these weeks.

    A store sells too little for counts of its own: of most products a handful in a month. So the share of a
    product is that of all stores lately (half-life 14 days), times how much more or less this store sells of it
    than its size foretells (half-life 28 days), which is believed as far as there are sales to show it:
    (n + 5) / (e + 5), the mean of a Gamma prior about 1 with the weight of five sales.

    Args:
        store: (n_lines,) array, 0 <= store < shape[0]. One line per product of an order.
        product: (n_lines,) array, 0 <= product < shape[1].
        age: (n_lines,) array, days before the present, >= 0.
        shape: numbers of stores and of products.
        k: how many products of each store, >= 1; only those that it sold.

    Notes:
        Time O(n_lines log n_lines), memory O(n_lines); deterministic.
        Source: DuMouchel (1999), "Bayesian Data Mining in Large Frequency Tables", The American
        Statistician 53(3), on counts shrunk towards what margins foretell.

    Example:
        >>> store = np.array([0] * 10 + [1] * 10)
        >>> product = np.array([0] * 5 + [1] * 5 + [0] * 9 + [1])
        >>> found = in_stores(store, product, np.zeros(20), shape=(2, 2), k=2)
        >>> found.product.tolist()
        [[0, 1], [0, 1]]
        >>> (100 * found.lift).round().tolist()
        [[83.0, 125.0], [117.0, 75.0]]
    """
    n_stores, n_products = shape
    lately = np.bincount(product, decayed(age, half_life=_LATELY), minlength=n_products)
    share = lately / max(lately.sum(), _TINY)
    weight = decayed(age, half_life=_OF_STORES)
    sold = sparse.coo_array((weight, (store, product)), shape=shape).tocsr()
    sold.sum_duplicates()
    row = np.repeat(np.arange(n_stores), np.diff(sold.indptr))
    column = sold.indices
    of_store = np.asarray(sold.sum(axis=1)).ravel()
    of_product = np.bincount(product, weight, minlength=n_products)
    foretold = of_store[row] * of_product[column] / max(weight.sum(), _TINY)
    lift = (sold.data + _DOUBT) / (foretold + _DOUBT)
    best = best_of_rows(row, column, share[column] * lift, n_rows=n_stores, k=k)
    everywhere = np.append(share, 1.0)[best.index].clip(_TINY)
    return InStores(best.index, best.score, (best.score / everywhere).astype(np.float32))


def lifts_of_parts(
    part: NDArray[np.integer],
    product: NDArray[np.integer],
    age: NDArray[np.floating],
    *,
    shape: tuple[int, int],
) -> NDArray[np.float32]:
    """
    Return how much more of each product is bought in each part of the day than the part's trade foretells.

    Args:
        part: (n_lines,) array, 0 <= part < shape[0].
        product: (n_lines,) array, 0 <= product < shape[1].
        age: (n_lines,) array, days before the present, >= 0.
        shape: numbers of parts and of products.

    Returns:
        Array of `shape`; 1 is neither more nor less, and what few lines tell is believed little: (n + 20) /
        (e + 20), both with a half-life of 120 days.

    Notes:
        Time O(n_lines), memory O(parts · products); deterministic.

    Example:
        >>> part, product = np.array([0] * 80 + [1] * 80), np.array([0] * 60 + [1] * 80 + [0] * 20)
        >>> (100 * lifts_of_parts(part, product, np.zeros(160), shape=(2, 2))).round().tolist()
        [[133.0, 67.0], [67.0, 133.0]]
    """
    weight = decayed(age, half_life=_OF_PARTS)
    sold = np.zeros(shape)
    np.add.at(sold, (part, product), weight)
    foretold = sold.sum(axis=1, keepdims=True) * sold.sum(axis=0) / max(weight.sum(), _TINY)
    lifts: NDArray[np.float32] = ((sold + _DOUBT_OF_PARTS) / (foretold + _DOUBT_OF_PARTS)).astype(
        np.float32
    )
    return lifts
