"""Why a search finds what it finds, hit by hit."""

from math import log
from uuid import UUID

import msgspec
import numpy as np

from serai.discovery.domain.search.measures import MeasureOf
from serai.discovery.domain.search.ranking import Ranked
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.queries.lists.answer import id_text
from serai.discovery.queries.lists.searching import QueryRead, query_read, sought

_STRONGEST = 3
_NOTICED = 0.005
WORDS, NUMBER, LACKS = "words", "number", "lacks_words"


class WhyRanked(msgspec.Struct, frozen=True):
    """One reason: a code, and what the score was multiplied with; for `words`, what they score."""

    code: str
    amount: float


class HitExplained(msgspec.Struct, frozen=True):
    """One hit and its strongest reasons; a smaller tier is ahead whatever the score."""

    product_id: UUID
    name: str
    slug: str
    tier: int
    score: float
    reasons: list[WhyRanked]


class SearchExplained(msgspec.Struct, frozen=True):
    """How a query was read, how much it finds, and why the first hits are the first."""

    query: QueryRead
    total: int
    hits: list[HitExplained]


class _Shown(msgspec.Struct):
    name: str
    slug: str = ""


def explained(
    snapshot: Snapshot, text: str, measure_of: MeasureOf, *, limit: int
) -> SearchExplained:
    """
    Return the first hits of a search with the reasons for each, the strongest first.

    Args:
        snapshot: the state to answer from.
        text: what a shopper writes.
        measure_of: reads sizes.
        limit: how many hits.
    """
    reading, found, named, ranking = sought(snapshot, text, measure_of)
    order = np.lexsort((snapshot.columns.id[found.ordinals], -ranking.score))[:limit]
    return SearchExplained(
        query_read(snapshot, reading, named, []),
        int(found.ordinals.size),
        [_hit(snapshot, int(found.ordinals[place]), ranking, int(place)) for place in order],
    )


def _hit(snapshot: Snapshot, ordinal: int, ranking: Ranked, place: int) -> HitExplained:
    shown = msgspec.json.decode(snapshot.pages.card(ordinal), type=_Shown)
    standing = ranking.at(place)
    return HitExplained(
        product_id=UUID(id_text(snapshot, ordinal)),
        name=shown.name,
        slug=shown.slug,
        tier=int(ranking.tier[place]),
        score=round(standing, 4),
        reasons=_reasons(ranking, place),
    )


def _reasons(ranking: Ranked, place: int) -> list[WhyRanked]:
    tier = int(ranking.tier[place])
    if tier < 0:
        return [WhyRanked(NUMBER, 1.0)]
    factors = [
        WhyRanked(code, round(float(factor[place]), 4)) for code, factor in ranking.factors.items()
    ]
    felt = [why for why in factors if abs(log(why.amount)) > _NOTICED]
    felt.sort(key=lambda why: -abs(log(why.amount)))
    first = [WhyRanked(WORDS, round(float(ranking.words[place]), 4))]
    if tier > 0:
        first.insert(0, WhyRanked(LACKS, float(tier)))
    return (first + felt)[:_STRONGEST]
