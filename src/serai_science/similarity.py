"""What could stand in for something: alike in words, and bought by the same people."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from serai_science.neighbours import Neighbours


def tf_idf(counts: sparse.csr_array) -> sparse.csr_array:
    """
    Return rows of length one in which rare words weigh more.

    Args:
        counts: (n, n_words) sparse array, how often each word stands in each text, >= 0.

    Returns:
        (n, n_words) sparse array of float32; the product of two rows is their cosine. An empty text
        stays a row of zeros.

    Notes:
        Weight of a present word: (1 + ln tf) (1 + ln((1 + n) / (1 + df))). Time O(nnz).
        Source: Salton & Buckley (1988), Information Processing & Management 24(5).

    Example:
        >>> rows = tf_idf(sparse.csr_array(np.array([[1, 1], [1, 0], [0, 0]])))
        >>> (rows @ rows.T).toarray().round(2)
        array([[1.  , 0.61, 0.  ],
               [0.61, 1.  , 0.  ],
               [0.  , 0.  , 0.  ]], dtype=float32)
    """
    n, n_words = counts.shape
    weighed = counts.tocsr().astype(np.float32)
    spread = np.bincount(weighed.indices, minlength=n_words)
    idf = np.log((1 + n) / (1 + spread)) + 1
    weighed.data = ((1 + np.log(weighed.data)) * idf[weighed.indices]).astype(np.float32)
    return unit_rows(weighed)


def unit_rows(rows: sparse.csr_array) -> sparse.csr_array:
    """
    Return the rows scaled to Euclidean length one; a row of zeros stays one.

    Args:
        rows: (n, m) sparse array.

    Returns:
        (n, m) sparse array of float32.

    Notes:
        Time O(nnz).

    Example:
        >>> unit_rows(sparse.csr_array(np.array([[3.0, 4.0]]))).toarray()
        array([[0.6, 0.8]], dtype=float32)
    """
    scaled = rows.tocsr().astype(np.float32)
    length = np.sqrt(np.asarray(scaled.multiply(scaled).sum(axis=1)).ravel())
    length[length == 0] = 1
    scaled.data /= np.repeat(length, np.diff(scaled.indptr)).astype(np.float32)
    return scaled


@dataclass(frozen=True, slots=True)
class Likeness:
    """
    How much each reason counts: words that are alike, buyers in common, and being popular.

    The first two are shares of the likeness and add up to one; popularity, in [0, 1], is added to it.
    """

    words: float = 0.7
    buyers: float = 0.3
    popularity: float = 0.1


_CELLS = 4_000_000
_BY_DEFAULT = Likeness()


def alike_in_groups(
    words: sparse.csr_array,
    buyers: sparse.csr_array,
    popularity: NDArray[np.floating],
    group: NDArray[np.integer],
    *,
    k: int,
    weigh: Likeness = _BY_DEFAULT,
) -> Neighbours:
    """
    Return, for every product, what could best stand in for it among the products of its group.

    score = .7 cos(words) + .3 cos(buyers) + .1 popularity, for pairs with any likeness. Words say what a
    thing is; shared buyers over time say that people take one or the other; among equals the popular one
    is the better offer.

    Args:
        words: (n, n_words) sparse array of rows of length one, as from `tf_idf`.
        buyers: (n, n_customers) sparse array of rows of length one, as from `unit_rows`.
        popularity: (n,) array in [0, 1].
        group: (n,) array, >= 0: only products of one group are compared; -1 belongs to none.
        k: length of each list, >= 1.
        weigh: other weights than those above.

    Returns:
        `Neighbours` of n rows; only positive scores, never the product itself.

    Notes:
        Time O(sum of squared group sizes); deterministic, ties by smaller number.

    Example:
        >>> words = tf_idf(sparse.csr_array(np.array([[1, 1, 0], [1, 1, 0], [0, 1, 1], [1, 1, 0]])))
        >>> nobody, unknown = sparse.csr_array((4, 1)), np.zeros(4)
        >>> alike_in_groups(words, nobody, unknown, np.array([0, 0, 0, 1]), k=2).index.tolist()
        [[1, 2], [0, 2], [0, 1], [-1, -1]]
    """
    best = Neighbours.none(group.size, k)
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(group[order]) != 0]) if group.size else order
    for members in np.split(order, starts[1:]):
        if members.size < 2 or group[members[0]] < 0:
            continue
        in_words, in_buyers = words[members], buyers[members]
        offer = (weigh.popularity * popularity[members]).astype(np.float32)
        block = max(1, _CELLS // members.size)
        for start in range(0, members.size, block):
            rows = members[start : start + block]
            score = weigh.words * (words[rows] @ in_words.T).toarray()
            score += weigh.buyers * (buyers[rows] @ in_buyers.T).toarray()
            score[np.arange(rows.size), start + np.arange(rows.size)] = 0
            score += np.where(score > 0, offer, np.float32(0))
            _keep_best(best, rows, members, score)
    return best


def _keep_best(
    best: Neighbours,
    rows: NDArray[np.integer],
    members: NDArray[np.integer],
    score: NDArray[np.float32],
) -> None:
    """Write the best of a dense block of scores into the rows of `best`."""
    k = min(best.index.shape[1], members.size)
    # A stable cut among equals: the place in the group breaks ties, by less than any real difference.
    nudged = score.astype(np.float64) - np.arange(members.size) * 1e-12
    top = np.argpartition(-nudged, k - 1, axis=1)[:, :k]
    top = np.take_along_axis(top, np.argsort(-np.take_along_axis(nudged, top, 1), axis=1), 1)
    found = np.take_along_axis(score, top, 1)
    best.index[rows, :k] = np.where(found > 0, members[top], -1)
    best.score[rows, :k] = np.maximum(found, 0)
