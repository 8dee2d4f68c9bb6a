"""Search on judged queries, beside the baseline in the same run."""

from collections.abc import Callable
from pathlib import Path
from statistics import fmean

import msgspec

from serai.discovery.domain.category_tree import CategoryTree
from serai.discovery.domain.filters import Filters
from serai.discovery.domain.generation import Stamp, snapshot_in_memory
from serai.discovery.domain.language.analyser import analyser_of
from serai.discovery.domain.sorting import Sort
from serai.discovery.domain.tables import Tables
from serai.discovery.domain.training import Training
from serai.discovery.queries.lists.asked import Asked
from serai.discovery.queries.lists.searching import searched
from serai.discovery.queries.relevance import electronics
from serai.discovery.queries.relevance.plain_bm25 import PlainBM25
from serai_science.relevance import ndcg

_WHOLE = 116
_DEPTH = 10


class Measured(msgspec.Struct, frozen=True):
    """A figure beside its baseline; `ratio` is the one over the other, `bar` what the ratio must reach."""

    name: str
    value: float
    unit: str
    baseline: float
    ratio: float
    bar: float
    ok: bool


def electronics_relevance(folder: Path) -> Measured:
    """
    Return NDCG@10 of our search on the electronics set in `folder`.

    Whole catalogue, gain 2**grade - 1, unjudged products gain nothing. The baseline is plain BM25 over
    title twice, supplier and description (.738 on all 116 queries), on the queries that are there.

    Raises:
        JudgementsMissing: the folder does not hold the set.
    """
    products = electronics.products(folder)
    judged = electronics.judgements(folder)
    snapshot = snapshot_in_memory(
        list(electronics.documents(products)),
        Tables("USD", "en", CategoryTree([])),
        Training.none(),
        Stamp("evaluation", "electronics", 1),
    )
    asked = Asked(Filters(), Sort.RELEVANCE, None, _DEPTH)

    def ours(query: str) -> list[int]:
        return searched(snapshot, query, asked, lambda text: None).page.ordinals

    plain = PlainBM25(
        [
            f"{product.title} {product.title} {product.supplier} {product.description}"
            for product in products
        ],
        analyser_of("en"),
    )

    def quality(rank: Callable[[str], list[int]]) -> float:
        return fmean(
            ndcg([products[number].number for number in rank(query)], grades, depth=_DEPTH)
            for query, grades in judged.items()
        )

    value, baseline = quality(ours), quality(lambda query: plain.best(query, _DEPTH))
    return Measured(
        name=f"search relevance, electronics, {len(judged)} of {_WHOLE} queries",
        value=round(value, 4),
        unit="NDCG@10",
        baseline=round(baseline, 4),
        ratio=round(value / baseline, 3),
        bar=1.0,
        ok=value >= baseline,
    )
