"""
A small HTTP load generator: one process, keep-alive connections, one selector loop, no threads.

It costs little beside the servers that it measures, and the same for a figure and for its floor.
"""

import selectors
import socket
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from time import perf_counter

Answer = tuple[int, bytes]
Flow = Generator[bytes, Answer, None]
"""Yields the bytes of a request, is sent (status, body) of its answer, and ends when the buyer is done."""


@dataclass(slots=True)
class Result:
    """What a run did. Times in milliseconds."""

    seconds: float = 0.0
    answers: int = 0
    flows: int = 0
    wrong: int = 0
    times: list[float] = field(default_factory=list)
    first_wrong: str = ""

    @property
    def per_second(self) -> float:
        """Return answers a second."""
        return self.answers / self.seconds

    @property
    def flows_per_second(self) -> float:
        """Return finished flows a second."""
        return self.flows / self.seconds

    def percentile(self, share: float) -> float:
        """Return the time below which `share` of the answers came."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def request(
    method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b""
) -> bytes:
    """Return the bytes of one HTTP/1.1 request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if body:
        lines += ["Content-Type: application/json"]
    if body or method != "GET":
        lines += [f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def single(requests: Iterator[bytes]) -> Callable[[], Flow]:
    """Return a flow factory in which every buyer sends one request from `requests`."""

    def flow() -> Flow:
        status, body = yield next(requests)
        if status != 200:
            raise WrongAnswer(f"{status}: {body[:300]!r}")

    return flow


class WrongAnswer(Exception):
    """A flow got an answer that it did not expect."""


class _Buyer:
    def __init__(self, port: int, flow: Callable[[], Flow], result: Result) -> None:
        self.port, self.flow, self.result = port, flow, result
        self.buffer = b""
        self._connect()

    def _connect(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def begin(self) -> None:
        self.current = self.flow()
        self._send(next(self.current))

    def _send(self, data: bytes) -> None:
        self.sent_at = perf_counter()
        self.socket.sendall(data)

    def read(self) -> bool:
        """Take in what came; return whether an answer was complete."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise ConnectionError("The server closed the connection.")
        self.buffer += chunk
        answer = _parse(self.buffer)
        if answer is None:
            return False
        self.buffer = b""
        self.result.answers += 1
        self.result.times.append((perf_counter() - self.sent_at) * 1000)
        try:
            self._send(self.current.send(answer))
        except StopIteration:
            self.result.flows += 1
            self.begin()
        except WrongAnswer as wrong:
            self.result.wrong += 1
            self.result.first_wrong = self.result.first_wrong or str(wrong)
            self.begin()
        return True


def _parse(data: bytes) -> Answer | None:
    head_end = data.find(b"\r\n\r\n")
    if head_end < 0:
        return None
    head = data[:head_end].lower()
    status = int(data[9:12])
    at = head.find(b"content-length:")
    if at < 0:
        if status in (204, 304):
            return status, b""
        raise ConnectionError("An answer without a length.")
    length = int(head[at + 15 : head.find(b"\r", at) if head.find(b"\r", at) > 0 else None])
    if len(data) < head_end + 4 + length:
        return None
    return status, data[head_end + 4 : head_end + 4 + length]


def load(port: int, flow: Callable[[], Flow], *, concurrency: int, seconds: float) -> Result:
    """
    Let `concurrency` buyers run flows against a port for some seconds.

    Raises:
        RuntimeError: more than one answer in a hundred was wrong; the first one is shown.
    """
    result = Result()
    selector = selectors.DefaultSelector()
    buyers = [_Buyer(port, flow, result) for _ in range(concurrency)]
    for buyer in buyers:
        selector.register(buyer.socket, selectors.EVENT_READ, buyer)
        buyer.begin()
    started = perf_counter()
    while (elapsed := perf_counter() - started) < seconds:
        for key, _ in selector.select(timeout=1):
            key.data.read()
    result.seconds = elapsed
    for buyer in buyers:
        buyer.socket.close()
    if result.wrong * 100 > result.answers:
        raise RuntimeError(f"{result.wrong} of {result.answers} wrong, first: {result.first_wrong}")
    return result
