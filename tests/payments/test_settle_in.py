"""The local processor of an installation, its secrets and its clock."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from payments.makers import NOW, PRICE, TIME_OUT, a_card, a_processor
from procrastinate.contrib.django import app

from serai.kernel.ids import uuid7
from serai.payments.adapters.local.courier import deliver_due
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.local.signature import verified_id
from serai.payments.ports import ChargeRequest, Processors, ProcessorUnavailable
from serai.plumbing.wiring import bound


def test_an_installation_has_a_processor_of_its_own(settings):
    processor = bound(LocalProcessor)

    assert bound(Processors).named("local") is processor
    assert processor.book.path == settings.SERAI_VAR / "local-processor.sqlite3"
    assert (
        processor.front().tokenise_url == f"{settings.SERAI_PUBLIC_API_URL}/local-processor/tokens"
    )
    assert settings.SERAI_SECRET not in processor.webhook_secret
    assert len(processor.webhook_secret) == 32
    assert "secret" not in repr(processor)


def test_the_clock_knows_its_jobs():
    periodic = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}

    assert {
        "payments.deliver_local_webhooks",
        "payments.recover_processing",
        "payments.forget_webhooks",
    } <= periodic


@pytest.fixture
def received() -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """Return the address of a real server and what it has received."""
    taken: list[tuple[dict[str, str], bytes]] = []

    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            taken.append((dict(self.headers), self.rfile.read(length)))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Endpoint) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/hook", taken
        server.shutdown()
        thread.join()


def test_news_travels_over_http_signed(a_folder: Path, received):
    address, taken = received
    processor = a_processor(a_folder)
    request = ChargeRequest(uuid7(), PRICE, processor.tokenise(a_card(TIME_OUT), now=NOW).token, "")
    with pytest.raises(ProcessorUnavailable):
        processor.charge(request, now=NOW)
    result = processor.status_of(request.key)

    first = deliver_due(processor.book, address, processor.webhook_secret, now=NOW)
    again = deliver_due(processor.book, address, processor.webhook_secret, now=NOW)

    assert (first, again) == (1, 0)
    [(headers, body)] = taken
    assert verified_id(headers, body, secret=processor.webhook_secret, now=NOW).startswith("msg_")
    assert processor.verify_webhook(headers, body, now=NOW).result == result
    processor.book.close()
