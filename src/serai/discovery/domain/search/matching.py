"""Match the words of a query: all of them, and when few documents have all, most of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
import tantivy
from numpy.typing import NDArray

from serai.discovery.domain.columns import Ordinals
from serai.discovery.domain.language.synonyms import Stems
from serai.discovery.domain.search.reading import Term
from serai.discovery.domain.text_index import TextIndex

ENOUGH = 8


@dataclass(frozen=True, slots=True)
class Found:
    """Documents that match: their BM25 scores, and their tiers, of which smaller ones come first."""

    ordinals: Ordinals
    score: NDArray[np.float32]
    tier: NDArray[np.int8]

    def only(self, kept: NDArray[np.bool_]) -> "Found":
        """Return those findings for which `kept` is true."""
        if kept.all():
            return self
        return Found(self.ordinals[kept], self.score[kept], self.tier[kept])


def found(
    texts: TextIndex, terms: Sequence[Term], alive: NDArray[np.bool_], *, enough: int = ENOUGH
) -> Found:
    """
    Return the living documents that hold the words of a query.

    Tier 0 has all words. When it is smaller than `enough`, those with two thirds of them follow, then
    those with a third, then those with one. What the index still holds and is gone counts for nothing.
    """
    if len(terms) == 1 and not terms[0].others:
        alone = texts.holders(terms[0].stem)
        every = Found(alone.ordinals, alone.score, np.zeros(alone.ordinals.size, np.int8))
        return every.only(alive[alone.ordinals])
    clauses = [(tantivy.Occur.Should, _clause(texts, term)) for term in terms]
    parts: list[Found] = []
    seen = np.zeros(0, np.int64)
    for tier, least in enumerate(_steps(len(clauses))):
        query = tantivy.Query.boolean_query(clauses, minimum_number_should_match=least)
        matches = texts.matches(query)
        new = alive[matches.ordinals]
        if tier:
            new &= ~np.isin(matches.ordinals, seen)
        ordinals = matches.ordinals[new]
        parts.append(Found(ordinals, matches.score[new], np.full(ordinals.size, tier, np.int8)))
        seen = np.concatenate((seen, ordinals))
        if seen.size >= enough:
            break
    return joined(parts)


def whole_text(texts: TextIndex, terms: Sequence[Term], ordinals: Ordinals) -> NDArray[np.float64]:
    """
    Return how well name and description as one text match a query, for some documents: plain BM25.

    It is a second opinion beside `found`, which scores each place for itself.
    """
    ways = [tantivy.Query.disjunction_max_query(_ways(texts.in_whole, term)) for term in terms]
    matches = texts.matches(
        tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, texts.one_of(ordinals))]
            + [(tantivy.Occur.Should, way) for way in ways]
        )
    )
    order = np.argsort(ordinals, kind="stable")
    score = np.zeros(ordinals.size)
    score[order[np.searchsorted(ordinals, matches.ordinals, sorter=order)]] = matches.score
    return score


def joined(parts: Sequence[Found]) -> Found:
    """Return several findings, none of which share a document, as one."""
    return Found(
        np.concatenate([part.ordinals for part in parts] or [np.zeros(0, np.int64)]),
        np.concatenate([part.score for part in parts] or [np.zeros(0, np.float32)]),
        np.concatenate([part.tier for part in parts] or [np.zeros(0, np.int8)]),
    )


def _steps(words: int) -> list[int]:
    """Return how many words must match, step by step."""
    return sorted({words, ceil(words * 2 / 3), ceil(words / 3), min(words, 1)} - {0}, reverse=True)


def _clause(texts: TextIndex, term: Term) -> tantivy.Query:
    if not term.others:
        return texts.term(term.stem)
    return tantivy.Query.disjunction_max_query(_ways(texts.term, term))


def _ways(stem_query: Callable[[str], tantivy.Query], term: Term) -> list[tantivy.Query]:
    """Return the queries for a word and for the phrases that serve as well."""
    return [stem_query(term.stem)] + [
        tantivy.Query.boost_query(_phrase(stem_query, other), worth) for other, worth in term.others
    ]


def _phrase(stem_query: Callable[[str], tantivy.Query], stems: Stems) -> tantivy.Query:
    if len(stems) == 1:
        return stem_query(stems[0])
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, stem_query(stem)) for stem in stems])
