"""Which products are weighed for each customer: their usuals, and what their neighbours buy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from serai_science.next_basket.neighbours import Liking


@dataclass(frozen=True, slots=True)
class Candidates:
    """
    The products of each customer that are worth a second look: (m,) arrays, sorted by customer.

    Attributes:
        customer, product: rows and columns of the `Liking`.
        near: the neighbours' liking.
    """

    customer: NDArray[np.int64]
    product: NDArray[np.int64]
    near: NDArray[np.float64]


def candidates(liking: Liking, *, usual: int = 80, new: int = 30) -> Candidates:
    """
    Return the products that customers buy most, and those that only their neighbours buy.

    Args:
        liking: what customers and their neighbours buy.
        usual: how many of the products that the customer bought, >= 1.
        new: how many that only the neighbours bought, >= 0.

    Notes:
        Time O(products of a customer's neighbours) for each customer; deterministic.
    """
    chosen, near = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
    nearness = np.zeros(liking.own.shape[1], np.float32)
    for row in range(liking.own.shape[0]):
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
    sizes = [each.size for each in chosen[1:]]
    return Candidates(
        np.repeat(np.arange(len(sizes)), sizes),
        np.concatenate(chosen).astype(np.int64),
        np.concatenate(near).astype(np.float64),
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
