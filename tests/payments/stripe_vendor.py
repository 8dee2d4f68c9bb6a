"""A Stripe API in a process of its own, the adapter that speaks to it, and levers on the other side."""

import atexit
import http.client
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from free_ports import free_ports
from payments.makers import NOW, OK, a_card

from serai.payments.adapters.stripe.connection import Connection
from serai.payments.adapters.stripe.processor import StripeProcessor
from serai.payments.adapters.stripe.signature import signed_header
from serai.payments.ports import ChargeResult

SECRET_KEY, PUBLIC_KEY, WEBHOOK_SECRET = "sk_test_12345", "pk_test_12345", "whsec_of_tests"
SERVER = Path(__file__).with_name("stripe_server.py")
BUDGET = timedelta(seconds=1)
"""Shorter than what the server takes to answer for a card that is slow."""


@dataclass
class StripeVendor:
    """The levers that the port's suite needs, pulled at the server."""

    url: str
    processor: StripeProcessor

    def token(self, number: str = OK) -> str:
        return self.processor.tokenise(a_card(number), now=NOW).token

    def answer_challenge(self, result: ChargeResult, *, approved: bool) -> None:
        self.ask("POST", f"/_config/approve/{result.reference}",
                 f"answer={'approve' if approved else 'refuse'}",
                 "application/x-www-form-urlencoded")  # fmt: skip

    def events(self) -> list[dict[str, Any]]:
        """Return every event, oldest first, as the server would send it."""
        return list(json.loads(self.ask("GET", "/_config/events")))

    def webhooks(self) -> list[tuple[dict[str, str], bytes]]:
        """Return what decides something; that a shopper is asked comes as the answer too."""
        told = [event for event in self.events() if not event["type"].endswith("requires_action")]
        bodies = [json.dumps(event, indent=2, sort_keys=True).encode() for event in told]
        return [(signed(body, NOW), body) for body in bodies]

    def open_dispute(self, reference: str, minor: int) -> str:
        told = self.ask("POST", "/_config/disputes", json.dumps(
            {"payment_intent": reference, "amount": minor}))  # fmt: skip
        return str(json.loads(told)["id"])

    def decide_dispute(self, reference: str, how: str) -> None:
        self.ask("POST", f"/_config/disputes/{reference}/{how}")

    def unplug(self) -> None:
        self.processor.connection.close()
        self.processor.connection = Connection(SECRET_KEY, url=nobody(), budget=BUDGET)

    def ask(self, method: str, path: str, body: str = "", kind: str = "application/json") -> str:
        host = self.url.removeprefix("http://")
        line = http.client.HTTPConnection(host, timeout=10)
        line.request(method, path, body, {"Content-Type": kind})
        answer = line.getresponse().read().decode()
        line.close()
        return answer


def signed(body: bytes, now: datetime) -> dict[str, str]:
    return {"Stripe-Signature": signed_header(body, secret=WEBHOOK_SECRET, now=now)}


def stripe_at(url: str) -> StripeProcessor:
    """Return the adapter for an API at `url`."""
    return StripeProcessor(
        connection=Connection(SECRET_KEY, url=url, budget=BUDGET),
        public_key=PUBLIC_KEY,
        webhook_secret=WEBHOOK_SECRET,
        api_url=url,
    )


@contextmanager
def a_stripe_server() -> Iterator[str]:
    """Run the API until the end; yield its address."""
    port = free_ports()
    process = subprocess.Popen([sys.executable, str(SERVER), str(port)])
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(180)


@cache
def a_lasting_server() -> str:
    """Start the API once for all tests of this process, and stop it with the process."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(a_stripe_server())


def a_fresh_vendor(_folder: Path) -> Iterator[StripeVendor]:
    """Make a vendor for one test, whose API has seen nothing yet."""
    url = a_lasting_server()
    vendor = StripeVendor(url, stripe_at(url))
    vendor.ask("POST", "/_config/flush")
    yield vendor
    vendor.processor.connection.close()


@contextmanager
def a_stripe_vendor() -> Iterator[StripeVendor]:
    with a_stripe_server() as url:
        vendor = StripeVendor(url, stripe_at(url))
        yield vendor
        vendor.processor.connection.close()


def wait_for(port: int, process: subprocess.Popen[bytes], patience: float = 240) -> None:
    deadline = monotonic() + patience
    while monotonic() < deadline:
        assert process.poll() is None, "the server ended"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            sleep(0.05)
        else:
            return
    raise AssertionError("the server did not open")


@cache
def nobody() -> str:
    """Return an address at which nobody listens."""
    return f"http://127.0.0.1:{free_ports()}"
