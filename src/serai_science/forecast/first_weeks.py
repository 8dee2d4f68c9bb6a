"""What articles of a young shop will sell: its own weeks, as far as there are any, drawn to what is usual."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import nbinom

from serai_science.replenish.protection import Protection

Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]
_ROUNDS = 20
_HALF = 0.5
"""Units that a shop is taken to have sold where it sold nothing: less than one, not nothing."""
LEVELS = ("general", "shop", "kind", "own")
"""Whose weeks an expectation stands on, from the farthest to the nearest."""


@dataclass(frozen=True, slots=True)
class General:
    """
    What is believed of an article before anything is known of its shop.

    The spreads are variances over squared means: of shops around the rate, of kinds within a shop, of articles
    within a kind.

    Attributes:
        rate: units a week of one article at one location, > 0.
        shops: > 0.
        kinds: > 0.
        articles: > 0.
        lumpiness: the variance of an article's weeks is mean + lumpiness * mean ** 2, >= 0.
        memory: what a week counts beside the one after it, in (0, 1].
    """

    rate: float
    shops: float
    kinds: float
    articles: float
    lumpiness: float
    memory: float


@dataclass(frozen=True, slots=True)
class FirstWeeks:
    """
    What S articles will sell a week, and how little is known of it.

    Attributes:
        mean: (S,), units a week.
        unsure: (S,), the variance of that mean, units squared.
        lumpiness: of weeks around their mean, see `General`.
        trust: (S, 4), the share that each of `LEVELS` has in the mean; a row sums to 1.
    """

    mean: Numbers
    unsure: Numbers
    lumpiness: float
    trust: Numbers

    def weeks(self) -> Protection:
        """Return the demand of a single week, with what is not known of its mean in the variance."""
        varies = self.mean + self.lumpiness * self.mean**2
        return Protection(self.mean, varies + self.unsure)

    def held(self, came: Numbers, *, low: float = 0.1, high: float = 0.9) -> Numbers:
        """
        Return which part of each week's chance lies between two levels, (S, H), in [0, 1].

        Args:
            came: (S, H), units sold. A week on an end of its band counts for the part of it that is within, since
                bands of whole units hold more than they must.
            low: the share of weeks below.
            high: the share of weeks not above.
        """
        week = self.weeks()
        size = (week.mean**2 / np.maximum(week.variance - week.mean, 1e-9))[:, None]
        shape = size, size / (size + week.mean[:, None])
        upto, less = nbinom.cdf(came, *shape), nbinom.cdf(came - 1, *shape)
        ends = [np.clip((end - less) / np.maximum(upto - less, 1e-12), 0, 1) for end in (low, high)]
        within: Numbers = ends[1] - ends[0]
        return within


def first_weeks(
    sold: Numbers,
    listed: NDArray[np.bool_],
    kind: Codes,
    general: General,
    *,
    places: int = 1,
) -> FirstWeeks:
    """
    Draw each article to its kind, kinds to their shop, and the shop to what is general, as far as each is unsure.

    Args:
        sold: (S, T), units a week of all locations together, T >= 0, the oldest first.
        listed: (S, T), whether the article could be bought in that week; only these count.
        kind: (S,), numbered from 0.
        general: what is believed before.
        places: how many locations sell, >= 1.

    Notes:
        An article's own weeks count n / (n + k) with k = (1 / m + lumpiness) / articles weeks, where m is what its
        kind expects of it: the slower it sells, the longer the kind is believed. Kinds and the shop are weighed in
        the same manner, by how well the means of what is below them are known; the shop in logarithms, since shops
        differ by factors and the general rate may be far off. Linear in S and T; deterministic.
        Sources: Bühlmann, Straub (1970); Jewell (1975), "The use of collateral data in credibility theory".

    Example:
        >>> usual = General(2.0, shops=1.0, kinds=0.5, articles=1.0, lumpiness=0.5, memory=1.0)
        >>> nothing = first_weeks(np.zeros((1, 0)), np.ones((1, 0), bool), np.array([0]), usual)
        >>> nothing.mean.tolist(), nothing.trust.tolist()
        ([2.0], [[1.0, 0.0, 0.0, 0.0]])
    """
    fading = general.memory ** np.arange(sold.shape[1])[::-1]
    weeks = listed @ fading
    units = np.where(listed, sold, 0.0) @ fading
    start = general.rate * places
    count = int(kind.max(initial=-1)) + 1
    of_kind, trust = np.full(count, start), (0.0, np.zeros(count))
    for _ in range(_ROUNDS):
        of_kind, trust = _drawn(units, weeks, kind, general, start, of_kind)
    of_shop, of_kinds = trust[0], trust[1][kind]
    expected = of_kind[kind]
    prior = (1 / expected + general.lumpiness) / general.articles
    own = weeks / (weeks + prior)
    mean = own * units / np.maximum(weeks, 1e-9) + (1 - own) * expected
    above = general.kinds * (1 - of_kinds) + (1 - of_kinds) ** 2 * general.shops * (1 - of_shop)
    unsure = mean * (1 + general.lumpiness * expected) / (prior + weeks)
    unsure = unsure + (1 - own) ** 2 * expected**2 * above
    rest, left = 1 - own, (1 - own) * (1 - of_kinds)
    shares = np.column_stack([left * (1 - of_shop), left * of_shop, rest * of_kinds, own])
    return FirstWeeks(mean, unsure, general.lumpiness, shares)


def _drawn(
    units: Numbers,
    weeks: Numbers,
    kind: Codes,
    general: General,
    start: float,
    before: Numbers,
) -> tuple[Numbers, tuple[float, Numbers]]:
    """Return what kinds are expected to sell, and how far the shop and they are trusted, given what was before."""
    of_kind = before
    count = of_kind.size
    expected = of_kind[kind]
    noise = (1 / expected + general.lumpiness) / np.maximum(weeks, 1e-9)
    weight = np.where(weeks > 0, 1 / (general.articles + noise), 0.0)
    total = np.bincount(kind, weight, count)
    sums = np.bincount(kind, weight * units / np.maximum(weeks, 1e-9), count)
    average = sums / np.maximum(total, 1e-300)
    seen = total > 0
    kinds = np.where(seen, 1 / (general.kinds + 1 / np.where(seen, total, 1.0)), 0.0)
    if not seen.any():
        return np.full(count, start), (0.0, np.zeros(count))
    whole = max(float((kinds * average).sum() / kinds.sum()), _HALF / float(weeks.sum()))
    of_shops = np.log1p(general.shops)
    of_shop = of_shops / (of_shops + 1 / kinds.sum())
    level = float(whole**of_shop * start ** (1 - of_shop))
    of_kinds = np.where(seen, general.kinds * total / (general.kinds * total + 1), 0.0)
    of_kind = np.maximum(of_kinds * average + (1 - of_kinds) * level, 1e-9)
    return of_kind, (float(of_shop), of_kinds)
