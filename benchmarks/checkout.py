"""A cart's first line, and a whole guest checkout in five calls, beside bare SQL."""

import http.client
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks import _bare_checkout
from benchmarks._bare_sql import (
    Transaction,
    cart_transaction,
    drop_tables,
    make_tables,
    order_transaction,
    per_second,
)
from benchmarks._load import Flow, WrongAnswer, load, request
from benchmarks._servers import VAR, bare_checkout, platform
from serai.config.measurement import Measurement
from serai.kernel.ids import uuid7
from serai.plumbing.postgres.embedded import EmbeddedPostgres

SECONDS = 8.0
ADDRESS = {
    "line1": "1 Main Street",
    "city": "Cincinnati",
    "region": "OH",
    "postcode": "45202",
    "country": "US",
}
CONTACT = {"email": "buyer@demo.example", "name": "Buyer", "address": ADDRESS}
CARD = {"number": "4242424242424242", "expiry": "12/30", "cvc": "123"}


def measure() -> Iterator[Measurement]:
    """Yield carts and orders a second at 16 and at 1 connections."""
    url = EmbeddedPostgres(VAR.resolve() / "postgres").url
    with platform() as port:
        skus = _skus(port)
        for concurrency in (16, 1):
            yield _measured(port, url, _CARTS, _first_line(skus), concurrency)
        for concurrency in (16, 1):
            yield _of_bare(url, concurrency)
        for concurrency in (16, 1):
            yield _measured(port, url, _ORDERS, _checkout(skus), concurrency)
            yield _measured(port, url, _EMPTY, _five_empty_calls, concurrency)


@dataclass(frozen=True)
class _Claim:
    name: str
    unit: str
    floor: Transaction
    bar: float | None
    note: str = ""


_CARTS = _Claim("cart with its first line", "carts/s", cart_transaction, 0.20)
_ORDERS = _Claim(
    "guest checkout in five calls", "orders/s", order_transaction, 0.06, note="; aim 0.10"
)
_EMPTY = _Claim(
    "five calls that find nothing", "rounds/s", order_transaction, None, "; no checkout is faster"
)


def _measured(
    port: int, url: str, claim: _Claim, flow: Callable[[], Flow], concurrency: int
) -> Measurement:
    """Measure after a first round that nobody counts: connections, plans and caches are warm in both."""
    floor = per_second(url, claim.floor, concurrency=concurrency, seconds=SECONDS / 2)
    load(port, flow, concurrency=concurrency, seconds=2)
    done = load(port, flow, concurrency=concurrency, seconds=SECONDS)
    return Measurement(
        name=f"{claim.name}, {concurrency} connections",
        value=done.flows_per_second,
        unit=claim.unit,
        reference=floor,
        bar=claim.bar,
        note=f"a call's p99 {done.percentile(0.99):.1f} ms; {done.wrong} refused{claim.note}",
    )


def _of_bare(url: str, concurrency: int) -> Measurement:
    """Measure what the server and the driver alone reach with as many rows: our second floor."""
    floor = per_second(url, order_transaction, concurrency=concurrency, seconds=SECONDS / 2)
    make_tables(url, more=_bare_checkout.TABLES)
    with bare_checkout(url) as port:
        load(port, _bare_flow, concurrency=concurrency, seconds=1)
        done = load(port, _bare_flow, concurrency=concurrency, seconds=SECONDS / 2)
    drop_tables(url)
    return Measurement(
        name=f"five bare calls that write as many rows, {concurrency} connections",
        value=done.flows_per_second,
        unit="rounds/s",
        reference=floor,
        note=f"a call's p99 {done.percentile(0.99):.1f} ms; Granian and psycopg, nothing else",
    )


def _bare_flow() -> Flow:
    cart = _expect(
        200, (yield request("POST", "/carts", None, b'{"lines": [{"sku": "A", "quantity": 1}]}'))
    )
    for call, body in (
        ("contact", CONTACT),
        ("delivery", {"code": "standard"}),
        ("payment", {"method": "card"}),
        ("order", {"card": CARD}),
    ):
        _expect(
            200,
            (yield request("POST", f"/carts/{cart['id']}/{call}", None, json.dumps(body).encode())),
        )


def _call(method: str, path: str, body: object, token: str = "") -> bytes:
    headers = {"Serai-Key": "pk_demo_web"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    if method != "GET":
        headers["Idempotency-Key"] = str(uuid7())
    return request(method, path, headers, json.dumps(body).encode())


def _expect(status: int, answer: tuple[int, bytes]) -> Any:
    if answer[0] != status:
        raise WrongAnswer(f"{answer[0]}: {answer[1][:300]!r}")
    return json.loads(answer[1])


def _first_line(skus: list[str]) -> Callable[[], Flow]:
    def flow() -> Flow:
        lines = [{"sku": random.choice(skus), "quantity": 1}]
        _expect(201, (yield _call("POST", "/api/shop/carts", {"lines": lines})))

    return flow


def _checkout(skus: list[str]) -> Callable[[], Flow]:
    def flow() -> Flow:
        lines = [{"sku": random.choice(skus), "quantity": 1}]
        cart = _expect(201, (yield _call("POST", "/api/shop/carts", {"lines": lines})))
        path, token = f"/api/shop/carts/{cart['id']}", cart["token"]
        _expect(200, (yield _call("PUT", f"{path}/contact", CONTACT, token)))
        cart = _expect(200, (yield _call("PUT", f"{path}/delivery", {"code": "standard"}, token)))
        _expect(201, (yield _call("POST", f"{path}/payment", {"method": "card"}, token)))
        total = cart["totals"]["total"]["minor"]
        order = {"expected_total_minor": total, "card": CARD}
        placed = _expect(201, (yield _call("POST", f"{path}/order", order, token)))
        if placed["state"] != "paid":
            raise WrongAnswer(f"The order is {placed['state']}.")

    return flow


def _five_empty_calls() -> Flow:
    """Ask five times for what does not exist: what HTTP, Django and the limits cost before any work is done."""
    for _ in range(5):
        _expect(404, (yield _call("POST", "/api/shop/nothing", {})))


def _skus(port: int) -> list[str]:
    """Return SKUs with plenty of stock: what sells most."""
    found: list[str] = []
    cursor = ""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while len(found) < 800:
        path = f"/api/shop/products?in_stock=1&sort=popular&limit=96{cursor}"
        connection.request("GET", path, headers={"Serai-Key": "pk_demo_web"})
        page = json.loads(connection.getresponse().read())
        found += [item["sku"] for item in page["items"] if item["availability"] == "in"]
        if not page["next_cursor"]:
            break
        cursor = f"&cursor={page['next_cursor']}"
    connection.close()
    return found[:800]
