"""What goes with a product: what its baskets hold besides."""

import numpy as np
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
