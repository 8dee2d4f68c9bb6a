"""One page of a sorted list, by keyset: what comes after a key and an id."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.columns import Columns, Ordinals

_SPARSE = 16
_STEP = 512


@dataclass(frozen=True, slots=True)
class Paged:
    """The documents of a page, in order, and whether more follow."""

    ordinals: list[int]
    more: bool


def page_by_order(
    matched: Ordinals, order: Ordinals, ranks: Ordinals, *, start: int, limit: int
) -> Paged:
    """
    Return the first `limit` of `matched` that stand at `start` or later in `order`.

    Many are found by walking along the order, few by sorting them.
    """
    if matched.size * _SPARSE > order.size:
        return _walked(matched, order, start, limit)
    places = ranks[matched]
    places = places[places >= start]
    if places.size > limit:
        places = np.partition(places, limit)[: limit + 1]
    places = np.sort(places)
    return Paged(order[places[:limit]].tolist(), places.size > limit)


def page_by_score(
    columns: Columns,
    matched: Ordinals,
    score: NDArray[np.int64],
    *,
    after: tuple[int, bytes] | None,
    limit: int,
) -> Paged:
    """
    Return the `limit` best-scored of `matched`, equal ones by id, behind the score and id `after`.

    Args:
        columns: for the ids.
        matched: documents.
        score: (matched.size,) array of whole numbers, larger first.
        after: the last score and id of the page before.
        limit: how many.
    """
    if after is not None:
        score_after, id_after = after
        ids = columns.id[matched]
        behind = (score < score_after) | ((score == score_after) & (ids > id_after))
        matched, score = matched[behind], score[behind]
    if matched.size > 4 * limit:
        least = np.partition(score, matched.size - limit - 1)[matched.size - limit - 1]
        near = score >= least
        matched, score = matched[near], score[near]
        more = True
    else:
        more = matched.size > limit
    best = np.lexsort((columns.id[matched], -score))[:limit]
    return Paged(matched[best].tolist(), more)


def _walked(matched: Ordinals, order: Ordinals, start: int, limit: int) -> Paged:
    wanted = np.zeros(int(max(matched.max(initial=0), order.max(initial=0))) + 1, bool)
    wanted[matched] = True
    found: list[int] = []
    step = _STEP
    while start < order.size and len(found) <= limit:
        part = order[start : start + step]
        found += part[wanted[part]].tolist()
        start, step = start + step, step * 2
    return Paged(found[:limit], len(found) > limit)
