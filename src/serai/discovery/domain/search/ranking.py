"""
Rank what matches: words first, then what the query names, then what people buy.

Every factor is bounded, so that none can overrule the words: see docs/algorithms/ranking.md.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.document import Band
from serai.discovery.domain.search.matching import Found
from serai.discovery.domain.search.measures import WantedSize, size_boost
from serai.discovery.domain.search.naming import BRAND, CATEGORY, Named
from serai.discovery.domain.snapshot import Snapshot

POPULARITY = 0.3
FACTORS = {BRAND: 1.5, CATEGORY: 1.4}
SOLD_OUT = 0.5
_TIER = 10_000
_STEPS = 10_000


def ranked(
    snapshot: Snapshot, found: Found, named: Sequence[Named], sizes: Sequence[WantedSize]
) -> NDArray[np.int64]:
    """
    Return a whole number for each document found, larger first.

    score = BM25 x (1 + 0.3 popularity) x 1.5 (named brand) x 1.4 (named category) x 1.6 (named size)
    x 0.5 (sold out). A better tier stays ahead whatever the score.
    """
    columns, ordinals = snapshot.columns, found.ordinals
    score = found.score * (1.0 + POPULARITY * columns.popularity[ordinals])
    for name in named:
        score[name.members] *= FACTORS[name.kind]
    for size in sizes:
        score = score * size_boost(columns, ordinals, size)
    score[columns.band[ordinals] == Band.OUT] *= SOLD_OUT
    return np.rint(
        (np.minimum(score.astype(np.float64), _TIER - 1) - found.tier.astype(np.float64) * _TIER)
        * _STEPS
    ).astype(np.int64)
