"""Promises kept in a simulated month of the demo's centre and 457 stores, through the real use cases."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from serai.config.measurement import Measurement
from serai.plumbing.postgres.embedded import EmbeddedPostgres

_SEED = 20_261_102


def measure(data: Path) -> Iterator[Measurement]:
    """
    Yield the share of promises that were kept; `data` is not used.

    The month happens in a process and on a database of its own, which are gone afterwards.

    Raises:
        RuntimeError: the process failed; its errors are on the terminal.
    """
    with tempfile.TemporaryDirectory(prefix="serai-month-") as folder:
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        environment |= {"SERAI_VAR": folder, "SERAI_DEMO": "true", "SERAI_LOG_LEVEL": "WARNING"}
        command = [sys.executable, "-m", "serai.config.simulated_month", str(_SEED)]
        server = EmbeddedPostgres(Path(folder) / "postgres")
        try:
            done = subprocess.run(  # noqa: S603 - our own module
                command, env=environment, stdout=subprocess.PIPE, text=True, check=False
            )
        finally:
            if server.running:
                server.stop()
        if done.returncode:
            raise RuntimeError(f"The simulated month ended with {done.returncode}.")
        for line in done.stdout.splitlines():
            yield Measurement(**json.loads(line))
