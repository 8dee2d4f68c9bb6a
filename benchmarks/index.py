"""`serai reindex`: documents, suggestions and files of every product, beside a bare Tantivy index."""

import io
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr
from pathlib import Path
from time import perf_counter

from benchmarks._bare_tantivy import build_index
from benchmarks._inside import inside
from benchmarks._steps import seconds_of_steps, told
from serai.config.measurement import Measurement


def measure() -> Iterator[Measurement]:
    """Yield the seconds of a whole reindex, and of its last step alone: the files that readers open."""
    yield from inside("benchmarks.index")


def measure_inside() -> Iterator[Measurement]:
    """Reindex in this process; index the bare names in it too."""
    from serai.discovery.public import reindex
    from serai.plumbing.db import rows

    printed = io.StringIO()
    started = perf_counter()
    with redirect_stderr(printed):
        reindex()
    whole = perf_counter() - started
    steps = seconds_of_steps(printed.getvalue().splitlines())
    names = [name for (name,) in rows("SELECT name FROM catalog_product")]
    bare = _bare_seconds(names)
    yield Measurement(
        name=f"index of {len(names):,} products: text, words, phrases, facets, orders, pages",
        value=sum(seconds for step, seconds in steps.items() if step.startswith("Index")),
        unit="s",
        reference=bare,
        bar=10.0,
        at_most=True,
        bar_on_value=True,
        note="floor: Tantivy on the names",
    )
    yield Measurement(
        name="the whole reindex: documents compared, every channel",
        value=whole,
        unit="s",
        reference=bare,
        note=told(steps),
    )


def _bare_seconds(names: list[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        started = perf_counter()
        build_index(Path(folder), names)
        return perf_counter() - started
