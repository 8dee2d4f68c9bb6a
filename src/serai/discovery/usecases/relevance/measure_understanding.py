"""How well search understands a shop's own words: kinds, slips and sizes, on queries made of its names."""

import re
from collections.abc import Callable, Sequence
from random import Random
from statistics import fmean

import msgspec
import numpy as np

from serai.discovery.domain.category_tree import CategoryTree
from serai.discovery.domain.document import Document, Facts
from serai.discovery.domain.filters import Filters
from serai.discovery.domain.generation import Stamp, snapshot_in_memory
from serai.discovery.domain.language.analyser import analyser_of
from serai.discovery.domain.search.measures import MeasureOf
from serai.discovery.domain.sorting import Sort
from serai.discovery.domain.tables import Tables
from serai.discovery.domain.training import Training
from serai.discovery.queries.lists.asked import Asked
from serai.discovery.queries.lists.searching import searched
from serai.discovery.usecases.relevance.plain_bm25 import PlainBM25

_DEPTH, _QUERIES, _FEWEST = 10, 300, 10
_SAME_SIZE = 0.02
_ASKED = Asked(Filters(), Sort.RELEVANCE, None, _DEPTH)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

Best = Callable[[str], Sequence[int]]


class Understood(msgspec.Struct, frozen=True):
    """
    Shares of the first ten hits that are what was meant, for our search and plain BM25.

    Attributes:
        queries: how many of each sort.
        kinds: of the category of the product whose words are the query.
        slips: the same, with one slip in the query.
        sizes: of the category and of the size named, of as many as there are.
    """

    queries: int
    kinds: tuple[float, float]
    slips: tuple[float, float]
    sizes: tuple[float, float]


def understanding(
    documents: Sequence[Document], tree: CategoryTree, measure_of: MeasureOf
) -> Understood:
    """
    Return how well the words of products are understood; documents sorted by id, all shown.

    Each query is one to three words of the name of a product that is drawn by chance, always the same ones,
    without brand and numbers; its category has at least ten products.
    """
    from serai.discovery.usecases.training.learn_meaning import (  # noqa: PLC0415 - it loads SciPy
        learn_meaning,
    )

    analyser = analyser_of("en")
    facts = [each.facts for each in documents if each.facts is not None]
    snapshot = snapshot_in_memory(
        documents,
        Tables("USD", "en", tree),
        Training.none(),
        Stamp("evaluation", "catalogue", 1),
        learn_meaning(documents, analyser, version="1"),
    )
    plain = PlainBM25(
        [f"{one.name} {one.name} {one.brand_name} {one.size}" for one in facts], analyser
    )
    ways: tuple[Best, Best] = (
        lambda query: searched(snapshot, query, _ASKED, measure_of).page.ordinals,
        lambda query: plain.best(query, _DEPTH),
    )
    shop = _Shop(facts)
    chance = Random(11)  # noqa: S311 - the same queries each time
    drawn = [shop.drawn(chance) for _ in range(_QUERIES)]
    slipped = [(place, _slipped(words, chance)) for place, words in drawn]
    sized = [
        (place, f"{words} {facts[place].size}") for place, words in drawn if facts[place].measure
    ]
    return Understood(
        _QUERIES,
        _of_both(ways, drawn, shop.of_kind),
        _of_both(ways, slipped, shop.of_kind),
        _of_both(ways, sized, shop.of_kind_and_size),
    )


class _Shop:
    """What products are: categories and sizes, as arrays."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        codes: dict[str, int] = {}
        self._facts = facts
        self._category = np.array([codes.setdefault(one.category, len(codes)) for one in facts])
        self._unit = np.array([one.measure[0] if one.measure else "" for one in facts])
        self._amount = np.array([one.measure[1] if one.measure else 0.0 for one in facts])
        self._members = np.bincount(self._category)

    def drawn(self, chance: Random) -> tuple[int, str]:
        """Return a product and some words of its name."""
        while True:
            place = chance.randrange(len(self._facts))
            one = self._facts[place]
            name = one.name.lower().removeprefix(one.brand_name.lower()).partition(" no. ")[0]
            words = re.findall(r"[a-z]{3,}", name)[-3:]
            if words and one.category and self._members[self._category[place]] >= _FEWEST:
                return place, " ".join(words)

    def of_kind(self, place: int, hits: Sequence[int]) -> float:
        """Return the share of ten places that are of a product's category."""
        same = self._category[list(hits)] == self._category[place]
        return float(np.count_nonzero(same)) / _DEPTH

    def of_kind_and_size(self, place: int, hits: Sequence[int]) -> float:
        """Return the share that are of its category and size too, of ten or of all that there are."""
        near = np.abs(self._amount - self._amount[place]) <= _SAME_SIZE * self._amount[place]
        right = near & (self._unit == self._unit[place])
        right &= self._category == self._category[place]
        return float(np.count_nonzero(right[list(hits)])) / min(_DEPTH, int(right.sum()))


def _of_both(
    ways: tuple[Best, Best],
    queries: Sequence[tuple[int, str]],
    judged: Callable[[int, Sequence[int]], float],
) -> tuple[float, float]:
    ours, plain = (
        round(fmean(judged(place, best(query)) for place, query in queries), 4) for best in ways
    )
    return ours, plain


def _slipped(query: str, chance: Random) -> str:
    """Leave a letter of the longest word out, double it, swap it with the next, or hit another one."""
    word = max(query.split(), key=len)
    at = chance.randrange(1, max(2, len(word) - 1))
    before, letter, behind = word[:at], word[at : at + 1], word[at + 1 :]
    swapped = behind[:1] + letter + behind[1:]
    other = chance.choice(_LETTERS) + behind
    return query.replace(
        word, before + chance.choice((behind, letter * 2 + behind, swapped, other))
    )
