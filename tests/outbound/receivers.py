"""Servers outside: one that answers as told, and keeps what it was sent."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from time import monotonic, sleep


@dataclass(frozen=True)
class Message:
    """What came."""

    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Receiver:
    """Answers with `status`, `headers` and `body`; `wait` seconds later, if so."""

    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    wait: float = 0.0
    messages: list[Message] = field(default_factory=list)
    url: str = ""
    closing: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)

    @property
    def ids(self) -> list[str]:
        return [message.headers["webhook-id"] for message in list(self.messages)]

    def wait_for(self, enough: Callable[..., bool], patience: float = 120) -> None:
        deadline = monotonic() + patience
        while not enough():
            assert monotonic() < deadline, f"{len(self.messages)} messages came"
            sleep(0.02)


@contextmanager
def receiving(**how: object) -> Iterator[Receiver]:
    """Run a receiver on a port of this machine."""
    receiver = Receiver(**how)  # type: ignore[arg-type]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length)
            if len(body) < length:
                return  # the caller died in the middle of the message
            with receiver.lock:
                headers = {name.lower(): text for name, text in self.headers.items()}
                receiver.messages.append(Message(self.path, headers, body))
            receiver.closing.wait(receiver.wait)
            self.send_response(receiver.status)
            for name, text in receiver.headers.items():
                self.send_header(name, text)
            self.send_header("Content-Length", str(len(receiver.body)))
            self.end_headers()
            self.wfile.write(receiver.body)

        do_GET = do_POST  # noqa: N815

        def log_message(self, *words: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, *words: object) -> None:
            pass  # a caller that hangs up is no fault of ours

    with Server(("127.0.0.1", 0), Handler) as server:
        receiver.url = f"http://127.0.0.1:{server.server_port}/hook"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            receiver.closing.set()
            server.shutdown()
            thread.join()
