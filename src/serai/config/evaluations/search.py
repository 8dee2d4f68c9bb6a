"""
Search on judged queries: NDCG@10 beside plain BM25; and on words of the demo's own names.

With `--data` it takes a folder of one's own: `products.jsonl.gz`, one product a line (`id`, `title`, `supplier`,
`short_description`, and attributes whose names begin with `attr_`), and `rated_queries.csv.gz` with the columns
`query`, `docid` and `rating`, 0 to 3.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from serai.config.complete_journey.source import DemoDataMissing
from serai.config.evaluations._demo_catalogue import demo_catalogue
from serai.config.measurement import Measurement
from serai.config.plot import by_tenths
from serai.discovery.api.reads import measure_of
from serai.discovery.public import JudgementsMissing, electronics_relevance
from serai.discovery.usecases.relevance.measure_relevance import BEHIND
from serai.discovery.usecases.relevance.measure_understanding import understanding

_BAR, _MILLISECONDS = 0.78, 15.0
_OWN = "products.jsonl.gz"


def measure(data: Path) -> Iterator[Measurement]:
    """Yield the relevance of search; see `docs/algorithms/ranking.md`."""
    folder = data if (data / _OWN).is_file() else data / "search-relevance-electronics"
    try:
        found = electronics_relevance(folder)
    except JudgementsMissing as missing:
        yield Measurement("search", 0.0, "NDCG@10", note=f"skipped: {missing}")
        return
    yield Measurement(
        name=f"search relevance, {found.queries} judged queries",
        value=found.ours,
        unit="NDCG@10",
        reference=found.plain,
        bar=_BAR,
        bar_on_value=True,
        note=f"before learning from the catalogue {found.words_alone}; learning {found.seconds} CPU s",
        plots=(
            by_tenths(
                "queries",
                "NDCG@10 by tenths of the queries, those that plain BM25 answers worst first",
                np.array(found.plain_each),
                ours=np.array(found.ours_each),
                plain_BM25=np.array(found.plain_each),
            ),
        ),
    )
    yield Measurement(
        name="worst tenth of the queries, in the set's order, beside BM25",
        value=found.worst_tenth,
        unit="NDCG@10",
        bar=BEHIND,
        note=f"over tenths sorted by BM25's own figure {found.worst_tenth_by_plain}",
    )
    yield Measurement(
        name="expected on queries that had no part in choosing the weights",
        value=found.unseen.mean,
        unit="NDCG@10",
        reference=found.plain,
        bar=_BAR,
        bar_on_value=True,
        note=f"cross-validation over 64 settings, 200 times ten parts, s.d. {found.unseen.deviation:.4f}",
    )
    yield Measurement(
        name="worst of ten random tenths of the queries, beside BM25",
        value=found.tenths.worst,
        unit="NDCG@10",
        bar=BEHIND,
        note=f"{found.tenths.below:.0%} of 2,000 cuts have a tenth farther behind;"
        f" s.e. of a tenth {found.tenths.spread:.2f}",
    )
    yield Measurement(
        name="search in process, p95, nothing remembered",
        value=found.p95,
        unit="CPU ms",
        bar=_MILLISECONDS,
        at_most=True,
    )
    if folder != data:
        yield from _on_the_demos_catalogue()


def _on_the_demos_catalogue() -> Iterator[Measurement]:
    """Yield how the demo's own words are understood: nobody judged them, so kinds and sizes are what counts."""
    try:
        documents, tree = demo_catalogue()
    except DemoDataMissing as missing:
        yield Measurement("search on the demo's catalogue", 0.0, "", note=f"skipped: {missing}")
        return
    found = understanding(documents, tree, measure_of)
    for name, (ours, plain), about in (
        ("words of a name: hits of the product's category", found.kinds, "nothing else is said"),
        ("the same words with a slip", found.slips, "a letter too many, too few, another, swapped"),
        ("words and a size: hits of both", found.sizes, "of ten, or of all that there are"),
    ):
        yield Measurement(
            name=f"demo's catalogue, {name}",
            value=ours,
            unit="of 10",
            reference=plain,
            note=f"{found.queries} queries on {len(documents):,} products; {about}",
        )
