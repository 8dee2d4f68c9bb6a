"""Calls of the staff's API of the measured platform."""

import http.client
import json
import subprocess
import sys
from time import monotonic, sleep
from typing import Any

import psycopg

from benchmarks._servers import ROOT, platform_environment
from serai.kernel.ids import uuid7

_WAITING = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND queue_name <> 'default'"


def staff_key(*scopes: str) -> str:
    """Return a new API key with these scopes."""
    command = [sys.executable, "-m", "serai.config.cli", "key", "Benchmark"]
    for scope in scopes:
        command += ["--scope", scope]
    made = subprocess.run(
        command, env=platform_environment(), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    return made.stdout.strip().splitlines()[-1]


def call(port: int, method: str, path: str, key: str, body: object = None) -> Any:
    """
    Return the JSON that a fresh connection is answered.

    Raises:
        RuntimeError: the answer was not 200.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Serai-Key": key}
    if method != "GET":
        headers |= {"Idempotency-Key": str(uuid7()), "Content-Type": "application/json"}
    connection.request(method, path, json.dumps(body) if body is not None else None, headers)
    response = connection.getresponse()
    data = response.read()
    connection.close()
    if response.status != 200:
        raise RuntimeError(f"{method} {path}: {response.status} {data[:500]!r}")
    return json.loads(data)


def wait_for_events(url: str, *, patience: float = 300) -> None:
    """
    Wait until the worker has delivered and projected what was published before.

    Raises:
        RuntimeError: it has not within `patience` seconds.
    """
    deadline = monotonic() + patience
    with psycopg.connect(url, autocommit=True) as connection:
        while monotonic() < deadline:
            found = connection.execute(_WAITING).fetchone()
            if found == (0,):
                return
            sleep(0.1)
    raise RuntimeError(f"The worker has not done everything within {patience} s.")
