"""What to expect of search on queries that nobody looked at while its weights were chosen."""

from collections.abc import Sequence
from itertools import product

import numpy as np

from serai.discovery.domain.paging import page_by_score
from serai.discovery.domain.search.ranking import Weights, ranked
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.queries.lists.searching import sought
from serai.discovery.usecases.relevance import electronics
from serai_science.relevance import ndcg
from serai_science.search.unseen import Unseen, unseen

_DEPTH = 10
SETTINGS = tuple(
    Weights(kind, whole, sureness)
    for kind, whole, sureness in product(
        (0.2, 0.3, 0.4, 0.6), (0.3, 0.5, 0.75, 1.0), (8, 12, 16, 24)
    )
)
"""The weights among which one was chosen."""


def expected_relevance(
    snapshot: Snapshot, judged: electronics.Judged, numbers: Sequence[str]
) -> Unseen:
    """
    Return what choosing among `SETTINGS` brings on queries that had no part in the choice.

    Args:
        snapshot: the set, with what is learnt from it.
        judged: the grades.
        numbers: the products by their places.
    """
    quality = np.empty((len(SETTINGS), len(judged)))
    for at, (query, grades) in enumerate(judged.items()):
        told = sought(snapshot, query, lambda _: None)
        for row, weights in enumerate(SETTINGS):
            score = ranked(
                snapshot, told.found, told.named, told.reading.sizes, told.reading.terms, weights
            ).score
            best = page_by_score(
                snapshot.columns, told.found.ordinals, score, after=None, limit=_DEPTH
            )
            hits = [numbers[ordinal] for ordinal in best.ordinals]
            quality[row, at] = ndcg(hits, grades, depth=_DEPTH)
    return unseen(quality, rng=np.random.default_rng(0))
