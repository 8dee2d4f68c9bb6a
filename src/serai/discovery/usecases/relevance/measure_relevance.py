"""Search on judged queries, beside the baseline in the same run."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean, quantiles
from time import process_time

import msgspec
import numpy as np

from serai.discovery.domain.category_tree import CategoryTree
from serai.discovery.domain.document import Document
from serai.discovery.domain.filters import Filters
from serai.discovery.domain.generation import Stamp, snapshot_in_memory
from serai.discovery.domain.language.analyser import analyser_of
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.sorting import Sort
from serai.discovery.domain.tables import Tables
from serai.discovery.domain.training import Training
from serai.discovery.queries.lists.asked import Asked
from serai.discovery.queries.lists.searching import searched
from serai.discovery.usecases.relevance import electronics
from serai.discovery.usecases.relevance.expect_relevance import expected_relevance
from serai.discovery.usecases.relevance.plain_bm25 import PlainBM25
from serai_science.relevance import ndcg
from serai_science.search.unseen import Tenths, Unseen, worst_tenths

BEHIND = -0.02
"""What a tenth of the queries may be behind plain BM25."""
_DEPTH, _TURNS = 10, 5
_ASKED = Asked(Filters(), Sort.RELEVANCE, None, _DEPTH)

Quality = Mapping[str, float]
"""NDCG@10 by query."""


class Relevance(msgspec.Struct, frozen=True):
    """
    How good search is on a judged set.

    Attributes:
        queries: how many have a positive judgement.
        ours, words_alone, plain: mean NDCG@10 of our search, of our search before anything is learnt from the
            catalogue, and of plain BM25 over title twice, supplier and description.
        worst_tenth: the smallest mean difference to plain BM25 over a tenth of the queries, in the set's order.
        worst_tenth_by_plain: the same over tenths sorted by plain BM25's own figure.
        p95: CPU milliseconds that one search takes at most in 95 of 100, nothing remembered.
        seconds: CPU seconds that learning from the catalogue took.
        unseen: what to expect on queries that had no part in choosing the weights, by cross-validation.
        tenths: the worst of ten tenths of the queries beside plain BM25, over ways to cut them at random.
        ours_each, plain_each: NDCG@10 of every query, in the set's order.
    """

    queries: int
    ours: float
    words_alone: float
    plain: float
    worst_tenth: float
    worst_tenth_by_plain: float
    p95: float
    seconds: float
    unseen: Unseen
    tenths: Tenths
    ours_each: tuple[float, ...]
    plain_each: tuple[float, ...]


def electronics_relevance(folder: Path) -> Relevance:
    """
    Return how good our search is on the set in `folder`; see docs/algorithms/ranking.md.

    Whole catalogue, gain 2**grade - 1, unjudged products gain nothing. What is learnt is learnt from the
    products alone; the judgements are only measured with.

    Raises:
        JudgementsMissing: the folder does not hold the set.
    """
    products = electronics.products(folder)
    judged = electronics.judgements(folder)
    documents = list(electronics.documents(products))
    numbers = [product.number for product in products]
    started = process_time()
    taught = _snapshot(documents, learn=True)
    seconds = process_time() - started
    ours = _quality(taught, judged, numbers)
    plain = _plain_quality(products, judged, numbers)
    return Relevance(
        queries=len(judged),
        ours=round(fmean(ours.values()), 4),
        words_alone=round(
            fmean(_quality(_snapshot(documents, learn=False), judged, numbers).values()), 4
        ),
        plain=round(fmean(plain.values()), 4),
        worst_tenth=_worst_tenth(list(judged), ours, plain),
        worst_tenth_by_plain=_worst_tenth(
            sorted(judged, key=lambda query: (plain[query], query)), ours, plain
        ),
        p95=_p95(taught, list(judged)),
        seconds=round(seconds, 1),
        unseen=expected_relevance(taught, judged, numbers),
        tenths=worst_tenths(
            np.array([ours[query] - plain[query] for query in judged]),
            rng=np.random.default_rng(0),
            behind=BEHIND,
        ),
        ours_each=tuple(ours[query] for query in judged),
        plain_each=tuple(plain[query] for query in judged),
    )


def _snapshot(documents: Sequence[Document], *, learn: bool) -> Snapshot:
    from serai.discovery.usecases.training.learn_meaning import (  # noqa: PLC0415 - it loads SciPy
        learn_meaning,
    )

    return snapshot_in_memory(
        documents,
        Tables("USD", "en", CategoryTree([])),
        Training.none(),
        Stamp("evaluation", "electronics", 1),
        learn_meaning(documents, analyser_of("en"), version="1") if learn else None,
    )


def _quality(
    snapshot: Snapshot, judged: electronics.Judged, numbers: Sequence[str]
) -> dict[str, float]:
    return {
        query: ndcg(
            [
                numbers[ordinal]
                for ordinal in searched(snapshot, query, _ASKED, lambda _: None).page.ordinals
            ],
            grades,
            depth=_DEPTH,
        )
        for query, grades in judged.items()
    }


def _plain_quality(
    products: Sequence[electronics.Product], judged: electronics.Judged, numbers: Sequence[str]
) -> dict[str, float]:
    plain = PlainBM25(
        [f"{each.title} {each.title} {each.supplier} {each.description}" for each in products],
        analyser_of("en"),
    )
    return {
        query: ndcg([numbers[place] for place in plain.best(query, _DEPTH)], grades, depth=_DEPTH)
        for query, grades in judged.items()
    }


def _worst_tenth(queries: Sequence[str], ours: Quality, plain: Quality) -> float:
    n = len(queries)
    tenths = [queries[n * tenth // 10 : n * (tenth + 1) // 10] for tenth in range(10)]
    return round(
        min(fmean(ours[each] - plain[each] for each in tenth) for tenth in tenths if tenth), 4
    )


def _p95(snapshot: Snapshot, queries: Sequence[str]) -> float:
    times = []
    for _ in range(_TURNS):
        for query in queries:
            snapshot.texts.forget()
            started = process_time()
            searched(snapshot, query, _ASKED, lambda _: None)
            times.append(1000 * (process_time() - started))
    return round(quantiles(times, n=20)[-1], 2)
