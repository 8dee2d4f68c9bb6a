"""
Measures inside the platform: in a process of its own, with Django loaded on the benchmark's data.

A benchmark that needs it has a function `measure_inside` beside its `measure`.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module

from benchmarks._servers import ROOT, VAR, platform_environment
from serai.config.measurement import Measurement
from serai.plumbing.postgres.embedded import EmbeddedPostgres


def inside(module: str, *, empty: str = "") -> Iterator[Measurement]:
    """
    Yield what `measure_inside` of a module measures; the data are loaded first, unless they are there.

    With `empty` it works on a database of its own in a folder of that name, which has tables and no rows.

    Raises:
        RuntimeError: the process failed; its errors are on the terminal.
    """
    var = VAR / empty
    server = EmbeddedPostgres(var / "postgres")
    ran_before = (var / "postgres").exists() and server.running
    environment = platform_environment(var)
    load = ["-m", "serai.config.cli", "import", "complete-journey", "--unless-there"]
    tables = "from serai.config.cli.django import load_django; load_django(with_tables=True)"
    prepare = ["-c", tables] if empty else load
    subprocess.run([sys.executable, *prepare], check=True, env=environment, cwd=ROOT)
    command = [sys.executable, "-m", "benchmarks._inside", module]
    process = subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            yield Measurement(**json.loads(line))
        if code := process.wait():
            raise RuntimeError(f"{module} ended with {code}.")
    finally:
        process.terminate()
        process.wait(60)
        if not ran_before:
            server.stop()


def main() -> None:
    """Measure the module that the command line names; print one JSON object a line."""
    from serai.config.cli.django import load_django

    load_django()
    for line in import_module(sys.argv[1]).measure_inside():
        print(json.dumps(asdict(line)), flush=True)


if __name__ == "__main__":
    main()
