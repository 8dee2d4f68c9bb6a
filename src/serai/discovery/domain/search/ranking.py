"""
Rank what matches: words first, then what the query names, what people buy, what the best agree on, and a
second opinion of the words about those of the kind that is meant.

Every factor is bounded, so that none can overrule the words: see docs/algorithms/ranking.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.columns import Ordinals
from serai.discovery.domain.document import Band
from serai.discovery.domain.search.matching import Found, whole_text
from serai.discovery.domain.search.measures import WantedSize, size_boost
from serai.discovery.domain.search.naming import BRAND, CATEGORY, Named
from serai.discovery.domain.search.reading import Term
from serai.discovery.domain.snapshot import Snapshot
from serai_science.search.consensus import likeness_to_the_best

POPULARITY = 0.3
FACTORS = {BRAND: 1.5, CATEGORY: 1.4}
SOLD_OUT = 0.5
VOTERS, CONSIDERED, RECONSIDERED = 40, 1000, 100
_TIER = 10_000
STEPS = 10_000

Factor = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """
    What was chosen by cross-validation; see docs/algorithms/ranking.md.

    Attributes:
        kind: how much more a finding counts that is of the kind that the best ones are of.
        whole: how much more the one whose whole text matches best, where it is surely of that kind.
        sureness: the power of the cosine that tells how sure that is; the larger, the fewer are sure.
    """

    kind: float = 0.4
    whole: float = 0.75
    sureness: int = 24


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Ranked:
    """
    How findings are ranked, and why.

    Attributes:
        score: a whole number for each, larger first.
        tier: 0 for those with all words; a smaller tier is ahead whatever the factors.
        words: BM25 of each.
        factors: what the words were multiplied with, by the name of the reason.
    """

    score: NDArray[np.int64]
    tier: NDArray[np.int8]
    words: NDArray[np.float32]
    factors: dict[str, Factor]

    def of(self, ordinals: Ordinals, chosen: list[int]) -> "Standing":
        """
        Return how some of the documents found stand.

        Args:
            ordinals: the documents found.
            chosen: some of them, in any order.
        """
        places = np.array([np.flatnonzero(ordinals == each)[0] for each in chosen], np.int64)
        tier = self.tier[places].astype(np.float64)
        return Standing(self.score[places] / STEPS + tier * _TIER, tier)

    def at(self, place: int) -> float:
        """Return the score of one document within its tier."""
        return float(self.score[place]) / STEPS + int(self.tier[place]) * _TIER


@dataclass(frozen=True, slots=True)
class Standing:
    """How the documents of one page are ranked: by tier, the smaller first, and within it by score."""

    score: Factor
    tier: Factor

    def times(self, factor: Factor) -> Factor:
        """Return what to order the page by when each score counts `factor` times; tiers stay as they are."""
        return np.minimum(self.score * factor, _TIER - 1) - self.tier * _TIER


def ranked(
    snapshot: Snapshot,
    found: Found,
    named: Sequence[Named],
    sizes: Sequence[WantedSize],
    terms: Sequence[Term] = (),
    weights: Weights = WEIGHTS,
) -> Ranked:
    """
    Return how the documents found are ranked.

    score = BM25 x (1 + 0.3 popularity) x 1.5 (named brand) x 1.4 (named category) x 1.6 (named size)
    x 0.5 (sold out) x (1 + 0.4 likeness to the best) x (1 + 0.75 whole text, for those surely of the kind
    meant). A better tier stays ahead whatever the score.
    """
    columns, ordinals = snapshot.columns, found.ordinals
    factors: dict[str, Factor] = {
        "popularity": 1.0 + POPULARITY * columns.popularity[ordinals].astype(np.float64)
    }
    for name in named:
        factors[name.kind] = np.where(name.members, FACTORS[name.kind], 1.0)
    for size in sizes:
        factors["size"] = factors.get("size", 1.0) * size_boost(columns, ordinals, size)
    factors["sold_out"] = np.where(columns.band[ordinals] == Band.OUT, SOLD_OUT, 1.0)
    score = found.score.astype(np.float64)
    for factor in factors.values():
        score = score * factor
    factors["kind"] = 1.0 + weights.kind * _likeness(snapshot, found, score, CONSIDERED)
    score = score * factors["kind"]
    factors["whole"] = _whole_text(snapshot, found, score, terms, weights)
    return Ranked(_steps(score * factors["whole"], found), found.tier, found.score, factors)


def _likeness(snapshot: Snapshot, found: Found, score: Factor, among: int) -> Factor:
    """Return 0 to 1 for the best findings: how much each is of the kind that the best forty are of."""
    likeness = np.zeros(score.size)
    if snapshot.meaning.product.size == 0 or score.size < 2:
        return likeness
    order = _best_first(_keys(score, found), among)
    directions = snapshot.directions(found.ordinals[order])
    likeness[order] = likeness_to_the_best(score[order], directions, best=VOTERS)
    return likeness


def _whole_text(
    snapshot: Snapshot, found: Found, score: Factor, terms: Sequence[Term], weights: Weights
) -> Factor:
    """
    Return 1 to 1.75 for the best hundred: how well their whole text matches, where they are surely of the kind.

    The best forty vote once more, for they are others now. Two ways to weigh words disagree at random among
    things of one kind, and their mean is the safer order; about other kinds the whole text goes wrong.
    """
    factor = np.ones(score.size)
    likeness = _likeness(snapshot, found, score, RECONSIDERED)
    order = np.flatnonzero(likeness)
    if not terms or not order.size:
        return factor
    whole = whole_text(snapshot.texts, terms, found.ordinals[order])
    sure = likeness[order] ** weights.sureness
    factor[order] += weights.whole * sure * whole / max(float(whole.max()), 1e-9)
    return factor


def _keys(score: Factor, found: Found) -> Factor:
    return score - found.tier.astype(np.float64) * _TIER


def _best_first(key: NDArray[np.float64], most: int) -> NDArray[np.intp]:
    """Return the places of the largest keys, the largest first; equal ones in their order."""
    if key.size <= most:
        return np.argsort(-key, kind="stable")
    kept = np.sort(np.argpartition(-key, most - 1)[:most])
    return kept[np.argsort(-key[kept], kind="stable")]


def _steps(score: Factor, found: Found) -> NDArray[np.int64]:
    return np.rint(_keys(np.minimum(score, _TIER - 1), found) * STEPS).astype(np.int64)
