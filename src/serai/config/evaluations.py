"""Every evaluation by its name."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import MappingProxyType

from serai.config.measurement import Measurement
from serai.discovery.public import JudgementsMissing, electronics_relevance


def _search(data: Path) -> Iterator[Measurement]:
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


EVALUATIONS = MappingProxyType[str, Callable[[Path], Iterator[Measurement]]]({"search": _search})


def run_evaluations(names: Iterable[str], data: Path) -> Iterator[Measurement]:
    """Run the named evaluations on the data sets in a folder and yield their lines."""
    for name in names:
        yield from EVALUATIONS[name](data)
