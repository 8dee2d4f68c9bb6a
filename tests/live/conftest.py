"""A live process on the tests' database, and listeners."""

import json
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from free_ports import free_ports

from serai.kernel import clock
from serai.plumbing.live.tickets import issue_ticket
from serai.plumbing.live.wish import Wish


@dataclass
class Listener:
    """An open stream; `events` are those that came, `raw` everything."""

    socket: socket.socket
    status: int = 0
    raw: bytes = b""
    over: bool = False
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def events(self) -> list[dict[str, Any]]:
        blocks = self.raw.decode().split("\n\n")[:-1]
        found = [
            dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
            for block in blocks
        ]
        return [{**one, "data": json.loads(one["data"])} for one in found if one]

    def read(self, seconds: float = 0.1) -> None:
        """Read what there is."""
        self.socket.settimeout(seconds)
        try:
            block = self.socket.recv(1 << 20)
            self.over = not block
            self.raw += block
        except TimeoutError:
            pass
        except ConnectionResetError:
            self.over = True

    def wait_for(self, count: int, patience: float = 240) -> list[dict[str, Any]]:
        """Read until so many events have come."""
        deadline = monotonic() + patience
        while len(self.events) < count and not self.over:
            assert monotonic() < deadline, self.raw
            self.read()
        return self.events

    def wait_for_the_end(self, patience: float = 240) -> None:
        deadline = monotonic() + patience
        while not self.over:
            assert monotonic() < deadline, self.raw
            self.read()


@dataclass
class Live:
    """A live process."""

    port: int
    pid: int

    @contextmanager
    def listening(self, path: str, **headers: str) -> Iterator[Listener]:
        """Open a stream and wait until it has begun."""
        words = "".join(f"{name}: {text}\r\n" for name, text in headers.items())
        with socket.create_connection(("127.0.0.1", self.port), 10) as connection:
            connection.sendall(f"GET {path} HTTP/1.0\r\nHost: live\r\n{words}\r\n".encode())
            listener = Listener(connection)
            while b"\r\n\r\n" not in listener.raw:
                listener.read(5)
            head, _, listener.raw = listener.raw.partition(b"\r\n\r\n")
            first, *lines = head.decode().split("\r\n")
            listener.status = int(first.split()[1])
            listener.headers = dict(line.lower().split(": ", 1) for line in lines)
            while listener.status == 200 and b"\n\n" not in listener.raw:
                listener.read(5)
            yield listener

    def ticket(self, wish: Wish) -> str:
        """Return the path of a stream that a ticket opens."""
        ticket = issue_ticket(wish, secret=settings.SERAI_SECRET, now=clock.now())
        return f"/events?ticket={ticket}"


@pytest.fixture
def live(transactional_db: None, running: Live) -> Live:
    """Return a live process on the tests' database."""
    return running


@pytest.fixture(scope="module")
def running(django_db_setup: None) -> Iterator[Live]:
    """Run the live process on the tests' database."""
    known = connection.settings_dict
    port = free_ports()
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{known['USER']}@/{known['NAME']}?host={quote(known['HOST'])}",
        "SERAI_LOG_LEVEL": "WARNING",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "asgi",
        "--no-ws",
        "--port",
        str(port),
    ]
    command += [
        "--log-level",
        "error",
        "--workers-kill-timeout",
        "2",
        "serai.config.live:application",
    ]
    process = subprocess.Popen(command, env=environment)
    try:
        _wait_until_open(port)
        yield Live(port, process.pid)
    finally:
        process.terminate()
        process.wait(180)


@pytest.fixture
def until() -> Callable[[Callable[[], Any]], None]:
    """Return a function that waits until something is true."""

    def wait(true: Callable[[], Any]) -> None:
        deadline = monotonic() + 240
        while not true():
            assert monotonic() < deadline
            sleep(0.05)

    return wait


def _wait_until_open(port: int) -> None:
    deadline = monotonic() + 240
    while monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except OSError:
            sleep(0.05)
    raise AssertionError("The live process did not open.")
