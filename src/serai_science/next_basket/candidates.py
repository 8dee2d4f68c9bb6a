"""Which products are weighed for each customer: their usuals, and what their neighbours buy."""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from serai_science.next_basket.neighbours import Liking


def candidates(liking: Liking, *, usual: int = 80, new: int = 30) -> pl.DataFrame:
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
    nearness = np.zeros(liking.products.size, np.float32)
    for row in range(liking.customers.size):
        mine, counted = _row(liking.own, row)
        theirs, liked = _row(liking.near, row)
        nearness[theirs] = liked
        usuals = _best(counted, mine, usual)
        near_usuals = nearness[usuals]
        nearness[mine] = 0
        wished = nearness[theirs]
        fresh = wished > 0
        others = _best(wished[fresh], theirs[fresh], new)
        chosen.append(np.concatenate([usuals, others]))
        near.append(np.concatenate([near_usuals, nearness[others]]))
        nearness[theirs] = 0
    sizes = [each.size for each in chosen]
    return pl.DataFrame(
        {
            "customer": np.repeat(liking.customers, sizes),
            "product": liking.products[np.concatenate(chosen)],
            "near": np.concatenate(near).astype(np.float64),
        }
    )


def _row(rows: sparse.csr_array, row: int) -> tuple[NDArray[np.integer], NDArray[np.float32]]:
    start, end = rows.indptr[row : row + 2]
    return rows.indices[start:end], rows.data[start:end]


def _best(score: NDArray[np.float32], among: NDArray[np.integer], k: int) -> NDArray[np.integer]:
    """Return the `k` best of `among`, scored in the same order; equal ones by number."""
    if among.size > k:
        least = np.partition(score, among.size - k)[among.size - k] if k else np.inf
        kept = score >= least
        score, among = score[kept], among[kept]
    return among[np.lexsort((among, -score))][:k]
