"""What goes with a basket: products that share baskets, leaned on what the customer buys anyway."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from serai_science.neighbours import Neighbours, best_of_rows

LEAN, PRIOR = 0.6, 5.0


def goes_with(
    baskets: sparse.csr_array,
    *,
    k: int,
    lean: float = LEAN,
    prior: float = PRIOR,
    least: int = 2,
    block: int = 8192,
) -> Neighbours:
    """
    Return, for every product, what its baskets hold besides: c / (a ** lean · b ** (1 - lean) + prior).

    c orders hold both, a the product itself, b the other one. At lean 1 this is the share of the product's
    orders, which favours what everybody buys; at 1/2 it is the cosine, which favours what is seen alone with it.

    Args:
        baskets: (n_orders, n_products) array of 0 and 1, as from `copurchase.basket_matrix`.
        k: length of each list, >= 1.
        lean: in [0, 1].
        prior: orders of doubt, >= 0: a pair seen twice proves little.
        least: orders that must hold both, >= 1.
        block: products handled at once; sets the peak of memory, not the answer.

    Returns:
        `Neighbours` of `n_products` rows.

    Notes:
        Time O(sum of squared basket sizes). Deterministic.
        Source: item neighbourhoods of Deshpande & Karypis (2004), ACM TOIS 22(1), whose exponent on the
        popularity of the recommended product is 1 - lean.

    Example:
        >>> baskets = sparse.csr_array(np.array([[1, 1, 0], [1, 1, 0], [1, 0, 1], [1, 0, 1.0]]))
        >>> best = goes_with(baskets, k=2, lean=0.5, prior=0)
        >>> best.index[1].tolist(), best.score[1].astype(float).round(2).tolist()
        ([0, -1], [0.71, 0.0])
    """
    n_products = baskets.shape[1]
    by_product = baskets.T.tocsr()
    sold = np.asarray(baskets.sum(axis=0)).ravel().astype(np.float64)
    own, other = sold**lean, sold ** (1 - lean)
    best = Neighbours.none(n_products, k)
    for start in range(0, n_products, block):
        stop = min(start + block, n_products)
        counts = (by_product[start:stop] @ baskets).tocoo()
        row, column, together = counts.row, counts.col, counts.data
        kept = (together >= least) & (row + start != column)
        row, column, together = row[kept], column[kept], together[kept]
        score = together / (own[row + start] * other[column] + prior)
        part = best_of_rows(row, column, score, n_rows=stop - start, k=k)
        best.index[start:stop], best.score[start:stop] = part.index, part.score
    return best


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
        lists: what goes with each product, as from `goes_with`.
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
