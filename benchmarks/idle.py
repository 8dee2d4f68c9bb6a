"""What the platform costs while nobody asks, and how fast the api starts."""

import subprocess
import sys
from collections.abc import Iterator
from time import monotonic, sleep

import psutil

from benchmarks._servers import ROOT, VAR, free_port, platform, platform_environment, wait_for
from serai.config.measurement import Measurement


def measure() -> Iterator[Measurement]:
    """Yield the memory of all our processes, and the time from start to first answer of one api worker."""
    with platform(without=()):
        sleep(5)
        own = [process for process in psutil.process_iter() if _is_ours(process)]
        memory = sum(process.memory_full_info().pss for process in own)
        yield Measurement(
            name="idle memory without PostgreSQL",
            value=memory / 2**20,
            unit="MiB (proportional)",
            bar=700,
            at_most=True,
            note=f"{len(own)} processes: supervisor, api with two workers, live, worker, storefront",
        )
        yield _cold_start()


def _cold_start() -> Measurement:
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--host", "127.0.0.1", "--log-level", "error", "serai.config.wsgi:application"]
    started = monotonic()
    process = subprocess.Popen(command, env=platform_environment(), cwd=ROOT)
    try:
        wait_for(port, "/readyz", process, patience=30)
        elapsed = monotonic() - started
    finally:
        process.terminate()
        process.wait(30)
    return Measurement("api, cold start to first answer", elapsed, "s", bar=3.0, at_most=True)


def _is_ours(process: psutil.Process) -> bool:
    try:
        return process.environ().get("SERAI_VAR") == str(VAR) and "postgres" not in process.name()
    except (psutil.AccessDenied, psutil.NoSuchProcess, psutil.ZombieProcess):
        return False
