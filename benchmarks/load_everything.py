"""The whole import into a fresh folder: its time, its memory, and a bare COPY of the same lines."""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import Self

import polars as pl
import psutil
import psycopg

from benchmarks._servers import ROOT, platform_environment
from benchmarks._steps import seconds_of_steps, told
from serai.config.complete_journey.source import table
from serai.config.measurement import Measurement
from serai.plumbing.postgres.embedded import EmbeddedPostgres

LINE = """
CREATE TABLE bench_line (
  basket_id text, product_id bigint, household_id bigint, store_id bigint, quantity bigint,
  sales_value float8, retail_disc float8, placed_at timestamp)"""
COLUMNS = (
    "basket_id", "product_id", "household_id", "store_id", "quantity", "sales_value", "retail_disc",
    "transaction_timestamp",
)  # fmt: skip


def measure() -> Iterator[Measurement]:
    """Yield the seconds and the memory of `serai import complete-journey`, from no folder to a full shop."""
    parent = ROOT / "var"
    parent.mkdir(exist_ok=True)
    var = Path(tempfile.mkdtemp(prefix="load-", dir=parent))
    var.chmod(0o755)  # PostgreSQL's own account has to reach its folder
    server = EmbeddedPostgres(var / "postgres")
    try:
        seconds, peak, steps = _import(var)
        floor, lines = _bare_copy(server.url)
    finally:
        server.stop()
        shutil.rmtree(server.socket_folder, ignore_errors=True)
        shutil.rmtree(var, ignore_errors=True)
    yield Measurement(
        name="import of everything, from an empty folder",
        value=seconds,
        unit="s",
        reference=floor,
        bar=90.0,
        at_most=True,
        bar_on_value=True,
        note=f"floor: COPY of {lines:,} lines into a bare table; {told(steps)}",
    )
    yield Measurement(
        name="its peak memory without PostgreSQL",
        value=peak / 2**30,
        unit="GiB",
        bar=2.5,
        at_most=True,
    )


def _import(var: Path) -> tuple[float, int, dict[str, float]]:
    """
    Return the seconds, the peak memory in bytes and the seconds of each step.

    Raises:
        RuntimeError: the import failed; its last lines say why.
    """
    command = [sys.executable, "-m", "serai.config.cli", "import", "complete-journey"]
    printed = var / "import.log"
    started = perf_counter()
    with printed.open("w") as log:
        process = psutil.Popen(
            command, env=platform_environment(var), cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
        )
        with _Watch(process) as watch:
            _, status, usage = os.wait4(process.pid, 0)
    elapsed = perf_counter() - started
    lines = printed.read_text().splitlines()
    if status:
        raise RuntimeError("The import failed:\n" + "\n".join(lines[-20:]))
    return elapsed, max(watch.peak, usage.ru_maxrss * 1024), seconds_of_steps(lines)


class _Watch:
    """Looks ten times a second how much memory a process and its children hold, PostgreSQL apart."""

    def __init__(self, process: psutil.Process) -> None:
        self.process, self.peak = process, 0
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.1):
            self.peak = max(self.peak, self._held())

    def _held(self) -> int:
        held = 0
        with suppress(psutil.Error):
            for each in [self.process, *self.process.children(recursive=True)]:
                with suppress(psutil.Error):
                    if "postgres" not in each.name():
                        held += each.memory_info().rss
        return held


def _bare_copy(url: str) -> tuple[float, int]:
    """Return the seconds in which psycopg alone copies every line into a bare table, and their number."""
    frame = table("transactions").select(COLUMNS).collect()
    started = perf_counter()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(LINE)
        with connection.cursor().copy("COPY bench_line FROM STDIN (FORMAT csv)") as copy:
            for part in frame.iter_slices(100_000):
                copy.write(_csv(part))
    return perf_counter() - started, frame.height


def _csv(part: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    part.write_csv(buffer, include_header=False)
    return buffer.getvalue()
