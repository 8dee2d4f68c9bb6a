"""Servers to measure: the whole platform, and bare ones as floors."""

import http.client
import os
import random
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import psycopg

from serai.plumbing.postgres.embedded import EmbeddedPostgres

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("SERAI_BENCH_VAR", ROOT / "var" / "bench")).resolve()
WORKERS = 2
TRAINED_WITHIN = 1800
_TRAINS = """
SELECT EXISTS (SELECT FROM procrastinate_jobs
 WHERE queue_name = 'training' AND status IN ('todo', 'doing') AND coalesce(scheduled_at, now()) <= now())"""


def free_port(count: int = 1) -> int:
    """Return the first of `count` free ports in a row, below those of outgoing connections."""
    chance = random.SystemRandom()
    while True:
        first = chance.randrange(10_000, 32_000)
        if all(_is_free(first + i) for i in range(count)):
            return first


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def platform_environment(var: Path = VAR) -> dict[str, str]:
    """Return the environment of the measured platform: its own folder, no limits in the way."""
    return {
        **os.environ,
        "SERAI_VAR": str(var),
        "SERAI_DEMO": "true",
        "SERAI_SHOP_REQUESTS_PER_MINUTE": "100000000",
        "SERAI_LOG_LEVEL": "WARNING",
    }


@contextmanager
def platform(
    var: Path = VAR, *, without: tuple[str, ...] = ("storefront", "live")
) -> Iterator[int]:
    """Run `serai up --demo` with two api workers on the full demo data; yield the api's port."""
    port = free_port(3)
    command = [sys.executable, "-m", "serai.config.cli", "up", "--demo"]
    command += ["--workers", str(WORKERS), "--port", str(port)]
    for name in without:
        command += ["--without", name]
    var.mkdir(parents=True, exist_ok=True)
    with (var / "up.log").open("w") as log:
        process = subprocess.Popen(
            command, env=platform_environment(var), stdout=log, stderr=log, cwd=ROOT
        )
        try:
            wait_for(port, "/readyz", process, patience=600)
            if "worker" not in without:
                _wait_until_trained(var)
            sleep(1)
            yield port
        finally:
            process.terminate()
            process.wait(60)


def _wait_until_trained(var: Path) -> None:
    """Wait while the shop trains its models, as it does when it opens with a past: that would be measured as well."""
    started = monotonic()
    with psycopg.connect(EmbeddedPostgres(var / "postgres").url, autocommit=True) as connection:
        while connection.execute(_TRAINS).fetchone() == (True,):
            if monotonic() - started > TRAINED_WITHIN:
                raise RuntimeError(f"The shop still trains its models after {TRAINED_WITHIN} s.")
            sleep(1)


@contextmanager
def bare(answers: dict[str, bytes]) -> Iterator[int]:
    """Run a bare application under the same server with as many workers; yield its port."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        for name, body in answers.items():
            (Path(folder) / name).write_bytes(body)
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
        command += ["--host", "127.0.0.1", "--port", str(port), "--workers", str(WORKERS)]
        command += [
            "--blocking-threads",
            "4",
            "--log-level",
            "error",
            "benchmarks._bare_app:application",
        ]
        process = subprocess.Popen(
            command, env={**os.environ, "BARE_FOLDER": folder}, cwd=ROOT, stdout=subprocess.DEVNULL
        )
        try:
            wait_for(port, f"/{next(iter(answers))}", process, patience=30)
            yield port
        finally:
            process.terminate()
            process.wait(30)


@contextmanager
def bare_checkout(url: str) -> Iterator[int]:
    """Run the bare checkout under the same server, with as many workers and threads; yield its port."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", str(WORKERS)]
    command += ["--blocking-threads", "8", "--log-level", "error"]
    process = subprocess.Popen(
        [*command, "benchmarks._bare_checkout:application"],
        env={**os.environ, "BARE_DATABASE": url},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for_socket(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait_for_socket(port: int, process: "subprocess.Popen[bytes]") -> None:
    started = monotonic()
    while _is_free(port):
        if process.poll() is not None or monotonic() - started > 30:
            raise RuntimeError("The bare checkout did not start.")
        sleep(0.02)


def wait_for(port: int, path: str, process: "subprocess.Popen[bytes]", *, patience: float) -> float:
    """
    Wait until a server answers 200; return the seconds that it took.

    Raises:
        RuntimeError: it ended or stayed silent.
    """
    started = monotonic()
    while monotonic() - started < patience:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with {process.returncode}.")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return monotonic() - started
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()
        sleep(0.02)
    raise RuntimeError(f"Nothing answered at {path} within {patience} s.")
