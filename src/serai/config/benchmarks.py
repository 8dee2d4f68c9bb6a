"""Finds benchmarks: every file of the folder that has a `measure` function, named after the file."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from serai.config.measurement import Measurement


def known_benchmarks(folder: Path) -> list[str]:
    """Return the names of the benchmarks in `folder`."""
    files = [path for path in folder.glob("*.py") if not path.name.startswith("_")]
    return [path.stem.replace("_", "-") for path in files if "def measure(" in path.read_text()]


def run_benchmark(folder: Path, name: str) -> Iterator[Measurement]:
    """Run a benchmark and yield its lines."""
    sys.path.insert(0, str(folder.resolve().parent))
    module = import_module(f"{folder.name}.{name.replace('-', '_')}")
    yield from module.measure()
