"""Which products are weighed for each customer: their usuals, and what their neighbours buy."""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from serai_science.next_basket.neighbours import Liking


def candidates(liking: Liking, *, usual: int = 60, new: int = 20) -> pl.DataFrame:
    """
    Return the products of each customer that are worth a second look.

    Args:
        liking: what customers and their neighbours buy.
        usual: how many of the products that the customer bought, >= 1.
        new: how many that only the neighbours bought, >= 0.

    Returns:
        Columns customer, product, near (the neighbours' liking), one line per pair.

    Notes:
        Time O(products of a customer's neighbours) for each customer; deterministic.
    """
    chosen, near = [], []
    for row in range(liking.customers.size):
        nearness = _dense(liking.near, row)
        own = liking.own.indices[slice(*liking.own.indptr[row : row + 2])]
        wished = nearness.copy()
        wished[own] = 0
        best = np.concatenate(
            [_best(_dense(liking.own, row), own, usual), _best(wished, np.flatnonzero(wished), new)]
        )
        chosen.append(best)
        near.append(nearness[best])
    sizes = [each.size for each in chosen]
    return pl.DataFrame(
        {
            "customer": np.repeat(liking.customers, sizes),
            "product": liking.products[np.concatenate(chosen)],
            "near": np.concatenate(near).astype(np.float64),
        }
    )


def _dense(rows: sparse.csr_array, row: int) -> NDArray[np.float32]:
    values = np.zeros(rows.shape[1], np.float32)
    start, end = rows.indptr[row : row + 2]
    values[rows.indices[start:end]] = rows.data[start:end]
    return values


def _best(score: NDArray[np.float32], among: NDArray[np.integer], k: int) -> NDArray[np.integer]:
    """Return the `k` best of `among`; equal ones by number."""
    if among.size > k:
        least = np.partition(score[among], among.size - k)[among.size - k] if k else np.inf
        among = among[score[among] >= least]
    return among[np.lexsort((among, -score[among]))][:k]
