"""What is bought more, or less, on days of one kind of weather than those days foretell."""

import numpy as np
from numpy.typing import NDArray

_DOUBT, _WEEKS, _ERRORS, _OWN_ERRORS = 20.0, 4, 2.0, 3.0
_TINY = 1e-12


def lifts_of_weather(
    kind: NDArray[np.integer],
    product: NDArray[np.integer],
    day: NDArray[np.integer],
    *,
    shape: tuple[int, int],
) -> NDArray[np.float32]:
    """
    Return how much more of each product is bought on days of each kind of weather than is usual.

    Usual is the product's share of all lines in the same four weeks: seasons and slow trends are no weather.
    Counts are believed as far as weather moves sales at all: (n + w) / (e + w), the mean of a Gamma prior about
    1, whose weight w = φ / τ² is learnt for each kind from all products together. τ² is how much lifts differ
    between products, by what repeats itself on days of the kind from one week to another, less two standard
    errors; what happens in one week only, such as a promotion in a heat wave, is noise φ. Where nothing repeats
    itself every lift is exactly 1, and so is that of a product within three errors of its own weeks.

    Args:
        kind: (n_lines,) array, 0 <= kind < shape[0]. One line per product of an order.
        product: (n_lines,) array, 0 <= product < shape[1].
        day: (n_lines,) array, whole days from any first one.
        shape: numbers of kinds and of products.

    Returns:
        Array of `shape`; 1 is neither more nor less. w is never below 20 lines.

    Notes:
        Time O(n_lines log n_lines + months · products), memory O(n_lines + months · products); deterministic.
        Source: DuMouchel (1999), "Bayesian Data Mining in Large Frequency Tables", The American Statistician
        53(3), on counts shrunk towards what margins foretell; the prior's weight by moments, as Morris (1983),
        "Parametric Empirical Bayes Inference", JASA 78(381).

    Example:
        >>> day = np.repeat(np.arange(28), 20)
        >>> hot = (day % 2 == 0).astype(int)
        >>> ice = np.where(hot, np.arange(560) % 20 < 12, np.arange(560) % 20 < 4).astype(int)
        >>> (100 * lifts_of_weather(hot, ice, day, shape=(2, 2))).round().tolist()
        [[120.0, 76.0], [80.0, 124.0]]
    """
    n_kinds, n_products = shape
    if not product.size:
        return np.ones(shape, np.float32)
    week = (day - int(day.min())) // 7
    usual = _shares(week // _WEEKS, product, n_products)
    lifts = np.ones(shape, np.float32)
    for number in range(n_kinds):
        of_kind = kind == number
        if of_kind.any():
            lifts[number] = _lifts(usual, product[of_kind], week[of_kind])
    return lifts


def _shares(
    month: NDArray[np.integer], product: NDArray[np.integer], n_products: int
) -> NDArray[np.float64]:
    """Return the share of each product in the lines of each four weeks: (months, products)."""
    counts = np.zeros((int(month.max()) + 1, n_products))
    np.add.at(counts, (month, product), 1.0)
    shares: NDArray[np.float64] = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1.0)
    return shares


def _lifts(
    usual: NDArray[np.float64], product: NDArray[np.integer], week: NDArray[np.integer]
) -> NDArray[np.float64]:
    """Return the lifts of all products on the days of one kind."""
    n_products = usual.shape[1]
    lines = np.bincount(week).astype(np.float64)
    month = np.arange(lines.size) // _WEEKS
    whole = np.bincount(month, lines, minlength=usual.shape[0])
    squares = np.bincount(month, lines**2, minlength=usual.shape[0])
    foretold, foretold_twice = whole @ usual, squares @ usual**2
    key, count = np.unique(week * n_products + product, return_counts=True)
    at, what = np.divmod(key, n_products)
    expected = lines[at] * usual[at // _WEEKS, what]
    sold = np.bincount(what, count, minlength=n_products)
    # The sum over weeks of (sold - foretold)²; weeks without a sale have their foretold² alone.
    off = np.bincount(what, count**2 - 2 * count * expected, minlength=n_products)
    alone = off + foretold_twice
    repeated = ((sold - foretold) ** 2 - alone).sum()
    chance = _ERRORS * np.sqrt(2 * (alone**2).sum())
    spread = (repeated - chance) / max((foretold**2 - foretold_twice).sum(), _TINY)
    if spread <= _TINY:
        return np.ones(n_products)
    noise = max(alone.sum() / max(foretold.sum(), _TINY), 1.0)
    doubt = max(noise / spread, _DOUBT)
    about_its_mean = alone - (sold - foretold) ** 2 / np.count_nonzero(lines)
    own_chance = _OWN_ERRORS * np.sqrt(np.maximum(about_its_mean, foretold))
    lifts: NDArray[np.float64] = (sold + doubt) / (foretold + doubt)
    return np.where(np.abs(sold - foretold) > own_chance, lifts, 1.0)
