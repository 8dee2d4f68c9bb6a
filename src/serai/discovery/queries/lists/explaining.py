"""Why a search finds what it finds, hit by hit."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from uuid import UUID

import msgspec
import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.search.margin import margin_factor
from serai.discovery.domain.search.measures import MeasureOf
from serai.discovery.domain.search.personal import personal_factor
from serai.discovery.domain.search.ranking import Ranked
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.queries.lists.answer import id_text
from serai.discovery.queries.lists.searching import QueryRead, query_read, sought

_STRONGEST = 3
_NOTICED = 0.005
WORDS, NUMBER, LACKS = "words", "number", "lacks_words"
HABITS, MARGIN = "habits", "margin"


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


@dataclass(frozen=True, slots=True)
class Asked:
    """
    Which search is explained.

    Attributes:
        text: what a shopper writes.
        limit: how many hits.
        customer_id: whose habits are told of beside the common order, as the slot may count them.
        learnt: whether synonyms learnt from shoppers count.
        strongest: how many reasons each hit has at most.
    """

    text: str
    limit: int
    customer_id: UUID | None = None
    learnt: bool = False
    strongest: int = _STRONGEST


def explained(snapshot: Snapshot, asked: Asked, measure_of: MeasureOf) -> SearchExplained:
    """
    Return the first hits of a search in the common order with the reasons for each, the strongest first.

    Habits and margin move no hit here: they are what the score would be multiplied with at most, where the
    slot `search.ranking` and its policy let them count.
    """
    reading, found, named, ranking = sought(snapshot, asked.text, measure_of, learnt=asked.learnt)
    order = np.lexsort((snapshot.columns.id[found.ordinals], -ranking.score))[: asked.limit]
    ordinals = found.ordinals[order].tolist()
    extra: dict[str, NDArray[np.float64]] = {}
    if asked.customer_id is not None:
        extra[HABITS] = personal_factor(snapshot, asked.customer_id, ordinals)
        if (margin := margin_factor(snapshot, ordinals)) is not None:
            extra[MARGIN] = margin
    hits = []
    for shown, place in enumerate(order.tolist()):
        factors = {code: float(factor[place]) for code, factor in ranking.factors.items()}
        factors |= {code: float(factor[shown]) for code, factor in extra.items()}
        reasons = _reasons(ranking, place, factors)[: asked.strongest]
        hits.append(_hit(snapshot, ordinals[shown], ranking, place, reasons))
    return SearchExplained(query_read(snapshot, reading, named, []), int(found.ordinals.size), hits)


def _hit(
    snapshot: Snapshot, ordinal: int, ranking: Ranked, place: int, reasons: list[WhyRanked]
) -> HitExplained:
    shown = msgspec.json.decode(snapshot.pages.card(ordinal), type=_Shown)
    return HitExplained(
        product_id=UUID(id_text(snapshot, ordinal)),
        name=shown.name,
        slug=shown.slug,
        tier=int(ranking.tier[place]),
        score=round(ranking.at(place), 4),
        reasons=reasons,
    )


def _reasons(ranking: Ranked, place: int, factors: Mapping[str, float]) -> list[WhyRanked]:
    tier = int(ranking.tier[place])
    if tier < 0:
        return [WhyRanked(NUMBER, 1.0)]
    felt = [
        WhyRanked(code, round(amount, 4))
        for code, amount in factors.items()
        if abs(log(amount)) > _NOTICED
    ]
    felt.sort(key=lambda why: -abs(log(why.amount)))
    first = [WhyRanked(WORDS, round(float(ranking.words[place]), 4))]
    if tier > 0:
        first.insert(0, WhyRanked(LACKS, float(tier)))
    return first + felt
