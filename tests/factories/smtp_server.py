"""A small SMTP server for tests: it keeps what it gets and refuses what it is told to refuse."""

import base64
import socketserver
from dataclasses import dataclass, field
from threading import Thread
from types import TracebackType
from typing import Self


@dataclass
class Behaviour:
    """What the server answers; a reply of "" hangs up instead."""

    recipient: str = "250 fine"
    data: str = "250 kept"
    goodbye: str = "221 bye"
    account: tuple[str, str] | None = None
    got: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)


class _Session(socketserver.StreamRequestHandler):
    behaviour: Behaviour

    def handle(self) -> None:
        self.known = self.behaviour.account is None
        self._say("220 test server")
        while line := self.rfile.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            answer = getattr(self, f"on_{verb.lower()}", self.on_other)(rest)
            if answer:
                self._say(answer)
            if verb.upper() == "QUIT" or answer == "":
                return

    def on_other(self, rest: str) -> str:
        return "502 not here"

    def on_ehlo(self, rest: str) -> str:
        extensions = ["test", "8BITMIME", "SMTPUTF8", "SIZE 10000000"]
        if self.behaviour.account:
            extensions.append("AUTH PLAIN")
        for extension in extensions[:-1]:
            self._say(f"250-{extension}")
        return f"250 {extensions[-1]}"

    def on_auth(self, rest: str) -> str:
        _, user, password = base64.b64decode(rest.split()[1]).decode().split("\0")
        self.known = (user, password) == self.behaviour.account
        return "235 welcome" if self.known else "535 who are you"

    def on_rset(self, rest: str) -> str:
        return "250 forgotten"

    def on_mail(self, rest: str) -> str:
        return "250 fine" if self.known else "530 log in first"

    def on_rcpt(self, rest: str) -> str:
        self.recipient = rest.partition("<")[2].partition(">")[0]
        return self.behaviour.recipient

    def on_data(self, rest: str) -> str:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        if self.behaviour.data.startswith("250"):
            self.behaviour.got.append(b"".join(lines))
            self.behaviour.recipients.append(self.recipient)
        return self.behaviour.data

    def on_quit(self, rest: str) -> str:
        return self.behaviour.goodbye

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class SmtpServer:
    """Runs while the `with` block does, on a free port of this machine."""

    def __init__(self) -> None:
        self.behaviour = Behaviour()
        session = type("Session", (_Session,), {"behaviour": self.behaviour})
        self._server = _Server(("127.0.0.1", 0), session)
        self.port: int = self._server.server_address[1]

    def __enter__(self) -> Self:
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
