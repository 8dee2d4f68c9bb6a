"""From a bare machine to an open shop: environment, packages, PostgreSQL, the whole demo data."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from benchmarks._servers import ROOT, free_port, platform_environment, wait_for
from serai.config.measurement import Measurement

LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", ".*_cache", "_build")


def measure() -> Iterator[Measurement]:
    """Yield the seconds from a fresh copy of the project to a shop that answers; needs the network."""
    parent = ROOT / "var"
    parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="nothing-", dir=parent) as folder:
        Path(folder).chmod(0o755)  # PostgreSQL's own account has to reach its folder
        copy = Path(folder) / "serai"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        started = perf_counter()
        _installed(copy)
        installed = perf_counter() - started
        _opened(copy)
        whole = perf_counter() - started
    yield Measurement(
        name="from no environment and no data to an open shop",
        value=whole,
        unit="s",
        bar=300.0,
        at_most=True,
        note=f"environment and packages {installed:.1f} s, data and start {whole - installed:.1f} s",
    )


def _installed(copy: Path) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    subprocess.run(
        ["make", ".venv/.demo"], cwd=copy, env=own, check=True, stdout=subprocess.DEVNULL
    )


def _opened(copy: Path) -> None:
    port = free_port(3)
    command = [".venv/bin/python", "-m", "serai.config.cli", "up", "--demo", "--port", str(port)]
    environment = platform_environment(copy / "var")
    environment.pop("PYTHONPATH", None)
    with (copy / "up.log").open("w") as log:
        shop = subprocess.Popen(command, cwd=copy, env=environment, stdout=log, stderr=log)
        try:
            wait_for(port + 1, "/", shop, patience=600)
        finally:
            shop.terminate()
            shop.wait(60)
