"""Two thousand browsers that wait for events: what the live process holds, beside a bare Starlette server."""

import os
import resource
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep

import psutil

from benchmarks._inside import inside
from benchmarks._servers import ROOT, free_port, platform_environment, wait_for
from serai.config.measurement import Measurement

LISTENERS = 2000


def measure() -> Iterator[Measurement]:
    """Yield the memory of the live process with two thousand idle listeners."""
    yield from inside("benchmarks.live")


def measure_inside() -> Iterator[Measurement]:
    """Listen to the live process on the benchmark's database, then to a bare server."""
    from django.conf import settings

    from serai.kernel.clock import now
    from serai.plumbing.live.tickets import issue_ticket
    from serai.plumbing.live.wish import order_wish

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 10_000), most))
    paths = [
        f"/events?ticket={issue_ticket(order_wish(n), secret=settings.SERAI_SECRET, now=now())}"
        for n in range(LISTENERS)
    ]
    ours = _memory("serai.config.live:application", paths)
    bare = _memory("benchmarks._bare_sse:application", ["/events"] * LISTENERS)
    yield Measurement(
        name=f"live, memory with {LISTENERS:,} idle listeners",
        value=ours,
        unit="MiB",
        reference=bare,
        bar=200,
        at_most=True,
        bar_on_value=True,
        note="server and worker together; floor: a bare Starlette stream under the same server",
    )


def _memory(application: str, paths: list[str]) -> float:
    """Return the MiB of a server's processes while all listen."""
    with _serving(application) as (port, process):
        listeners = [_listen(port, path) for path in paths]
        sleep(3)
        family = [process, *process.children(recursive=True)]
        held = sum(one.memory_full_info().pss for one in family) / 2**20
        for listener in listeners:
            listener.close()
    return held


@contextmanager
def _serving(application: str) -> Iterator[tuple[int, psutil.Process]]:
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--no-ws"]
    command += ["--port", str(port), "--log-level", "error", "--workers-kill-timeout", "2"]
    command += ["--backlog", "4096", "--backpressure", "20000"]  # as the supervisor does
    environment = {
        **platform_environment(),
        "MALLOC_ARENA_MAX": "2",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    server = subprocess.Popen([*command, application], env=environment, cwd=ROOT)
    try:
        wait_for(port, "/healthz", server, patience=30)
        yield port, psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait(60)


def _listen(port: int, path: str) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), 10)
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: live\r\n\r\n".encode())
    first = connection.recv(4096)
    assert b" 200 " in first.partition(b"\r\n")[0], first
    return connection
