"""What is missing from a basket: numpy alone, for it runs while a shopper waits."""

import numpy as np
from numpy.typing import NDArray

from serai_science.neighbours import Neighbours


def completed(
    basket: NDArray[np.integer],
    lists: Neighbours,
    usual: NDArray[np.integer],
    share: NDArray[np.floating],
    *,
    weight: NDArray[np.floating] | None = None,
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """
    Return what is probably missing from a basket, best first.

    score = share of the customer's trips with it + sum over the basket of what goes with each / sqrt(n + 1)

    Args:
        basket: (n,) array of products.
        lists: what goes with each product, as from `goes_with.goes_with`.
        usual: (m,) array, what the customer buys; empty for a stranger.
        share: (m,) array, the share of their trips that held it, recent ones counting more.
        weight: (n,) array, how much each product of the basket counts; 1 each when left out.

    Returns:
        Products, their scores, and which product of the basket speaks most for each (-1: the customer's
        habit does), each (l,) arrays. None of the basket itself.

    Notes:
        Time O(l log l) for l = n k + m; no statement, no file: it runs while a shopper waits.

    Example:
        >>> lists = Neighbours(np.array([[1, 2], [0, -1], [0, 1]]), np.array([[0.5, 0.2], [0.5, 0], [0.2, 0.1]]))
        >>> found, score, because = completed(np.array([0]), lists, np.array([2]), np.array([0.4]))
        >>> found.tolist(), score.round(2).tolist(), because.tolist()
        ([2, 1], [0.54, 0.35], [-1, 0])
    """
    near = lists.index[basket]
    counts = np.ones(basket.size) if weight is None else weight
    pull = lists.score[basket] * (counts / np.sqrt(basket.size + 1))[:, None]
    speaker = np.broadcast_to(np.asarray(basket)[:, None], near.shape)
    product = np.concatenate([near[near >= 0], usual[usual >= 0]]).astype(np.int64)
    part = np.concatenate([pull[near >= 0], share[usual >= 0]]).astype(np.float64)
    because = np.concatenate([speaker[near >= 0], np.full(np.count_nonzero(usual >= 0), -1)])
    fresh = ~np.isin(product, basket)
    product, part, because = product[fresh], part[fresh], because[fresh]
    order = np.lexsort((-part, product))
    product, part, because = product[order], part[order], because[order]
    first = np.flatnonzero(np.r_[True, np.diff(product) != 0][: product.size])
    score = np.add.reduceat(part, first) if first.size else part
    found, strongest = product[first], because[first]
    best = np.lexsort((found, -score))
    return found[best], score[best], strongest[best]
