"""Search on the public electronics judgements: NDCG@10 beside a plain index of titles."""

from collections.abc import Iterator
from pathlib import Path

from serai.config.measurement import Measurement
from serai.discovery.public import JudgementsMissing, electronics_relevance


def measure(data: Path) -> Iterator[Measurement]:
    """Yield the relevance of search; see `docs/algorithms/ranking.md`."""
    try:
        measured = electronics_relevance(data / "search-relevance-electronics")
    except JudgementsMissing as missing:
        yield Measurement("search", 0.0, "NDCG@10", note=f"skipped: {missing}")
        return
    yield Measurement(
        name=measured.name,
        value=measured.value,
        unit=measured.unit,
        reference=measured.baseline,
        bar=measured.bar,
    )
