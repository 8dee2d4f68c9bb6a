"""What is bought together: counts of pairs in baskets, and how surprising each pair is."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from serai_science.neighbours import Neighbours, best_of_rows


def basket_matrix(
    order: NDArray[np.integer], product: NDArray[np.integer], *, n_orders: int, n_products: int
) -> sparse.csr_array:
    """
    Return which products are in which orders.

    Args:
        order: (n_lines,) array, 0 <= order < n_orders.
        product: (n_lines,) array, 0 <= product < n_products. Repeats within an order count once.
        n_orders: number of rows.
        n_products: number of columns.

    Returns:
        (n_orders, n_products) sparse array of float32, each entry 0 or 1.

    Notes:
        Time and memory O(n_lines).

    Example:
        >>> basket_matrix(np.array([0, 0, 1]), np.array([1, 1, 0]), n_orders=2, n_products=2).toarray()
        array([[0., 1.],
               [1., 0.]], dtype=float32)
    """
    ones = np.ones(order.size, np.float32)
    baskets = sparse.csr_array((ones, (order, product)), shape=(n_orders, n_products))
    baskets.sum_duplicates()
    baskets.data[:] = 1
    return baskets


def surprise(
    together: NDArray[np.floating],
    first: NDArray[np.floating],
    second: NDArray[np.floating],
    *,
    n_orders: int,
) -> NDArray[np.float64]:
    """
    Return how much more often two products meet than if nobody cared: c ln(c / e).

    c is the number of orders with both, e = a b / n what chance alone gives. This is the leading term
    of the log-likelihood ratio of the two-by-two table: it grows with the evidence (c) and with the
    lift (c / e), so neither everybody's bananas nor a pair seen once comes first.

    Args:
        together: (m,) array, orders with both products, > 0.
        first: (m,) array, orders with the first product, >= together.
        second: (m,) array, orders with the second product, >= together.
        n_orders: all orders, > 0.

    Returns:
        (m,) array of nats; negative where the two meet less often than by chance.

    Notes:
        Time O(m). Source: Dunning (1993), Computational Linguistics 19(1).

    Example:
        >>> surprise(np.array([30.0, 30.0]), np.array([40.0, 40.0]), np.array([50.0, 900.0]),
        ...          n_orders=1000).round(1).tolist()
        [81.2, -5.5]
    """
    counted = np.asarray(together, np.float64)
    expected = np.asarray(first, np.float64) * second / n_orders
    score: NDArray[np.float64] = counted * np.log(counted / expected)
    return score


def bought_together(
    baskets: sparse.csr_array, *, k: int, least: int = 3, block: int = 8192
) -> Neighbours:
    """
    Return, for every product, the products that most surprisingly share its orders.

    Args:
        baskets: (n_orders, n_products) array of 0 and 1, as from `basket_matrix`.
        k: length of each list, >= 1.
        least: orders that must hold both products for a pair to count, >= 1.
        block: products handled at once; sets the peak of memory, not the answer.

    Returns:
        `Neighbours` of `n_products` rows, scored by `surprise`; only pairs above chance.

    Notes:
        Time O(sum of squared basket sizes): 1.5 million lines take about 2 s. Deterministic.

    Example:
        >>> lines = np.array([[0, 0], [0, 1], [1, 0], [1, 1], [2, 2], [3, 2]])
        >>> baskets = basket_matrix(lines[:, 0], lines[:, 1], n_orders=4, n_products=3)
        >>> bought_together(baskets, k=1, least=2).index.ravel().tolist()
        [1, 0, -1]
    """
    n_orders, n_products = baskets.shape
    by_product = baskets.T.tocsr()
    sold = np.asarray(baskets.sum(axis=0)).ravel()
    best = Neighbours.none(n_products, k)
    for start in range(0, n_products, block):
        stop = min(start + block, n_products)
        counts = (by_product[start:stop] @ baskets).tocoo()
        row, column, together = counts.row, counts.col, counts.data
        kept = (together >= least) & (row + start != column)
        row, column, together = row[kept], column[kept], together[kept]
        score = surprise(together, sold[row + start], sold[column], n_orders=n_orders)
        above = score > 0
        part = best_of_rows(row[above], column[above], score[above], n_rows=stop - start, k=k)
        best.index[start:stop], best.score[start:stop] = part.index, part.score
    return best
