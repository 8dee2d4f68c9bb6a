"""Calls over HTTP: the lane and Django are one behaviour, and what is unusual goes to Django."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory
from factories.ordering import CONTACT

from serai.config.urls import of_api
from serai.plumbing.api import rate_limit
from serai.plumbing.api.call_lane import CallLane
from serai.plumbing.auth import ensure_api_key

KEY = "pk_test_calls"
NOBODYS = "/api/shop/carts/01a20333-1c20-72e9-82c6-8f365ef8db25"


class Inner:
    """Django behind the lane; counts what reaches it."""

    def __init__(self) -> None:
        self.handler, self.reached = WSGIHandler(), 0

    def __call__(self, environ: Any, start_response: Any) -> Any:
        self.reached += 1
        return self.handler(environ, start_response)


class Answered:
    """What came back through WSGI."""

    def __init__(
        self, application: Any, method: str, path: str, body: object = None, **headers: str
    ) -> None:
        sent = body if isinstance(body, bytes) else msgspec.json.encode(body) if body else b""
        named = {"serai_key": KEY, "idempotency_key": "k-1", "x_request_id": "request-0001"}
        extra = {f"HTTP_{name.upper()}": value for name, value in (named | headers).items()}
        request = RequestFactory().generic(method, path, sent, "application/json", **extra)
        self.body = b"".join(application(request.environ, self._start))

    def _start(self, status: str, headers: list[tuple[str, str]], *_: Any) -> None:
        self.status, self.headers = int(status[:3]), dict(headers)

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.body)


@pytest.fixture
def _open_transaction(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let requests join the test's transaction, as Django's own test client does."""
    monkeypatch.setattr("serai.plumbing.api.call_lane.mend_connection", lambda: None)
    signals = request_started, request_finished
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def lane(shop: object, _open_transaction: None) -> CallLane:
    ensure_api_key(KEY, "tests", ["shop"], "web")
    return CallLane(Inner(), of_api, base="/api/shop/")


def test_a_guest_checks_out_in_five_calls_that_django_never_sees(lane: CallLane):
    lines = [{"sku": "MILK", "quantity": 2}]
    cart = Answered(lane, "POST", "/api/shop/carts", {"lines": lines}).json
    path, bearer = f"/api/shop/carts/{cart['id']}", {"authorization": f"Bearer {cart['token']}"}
    Answered(lane, "PUT", f"{path}/contact", CONTACT, **bearer)
    ready = Answered(lane, "PUT", f"{path}/delivery", {"code": "standard"}, **bearer).json
    Answered(lane, "POST", f"{path}/payment", {"method": "card"}, **bearer)
    card = {"number": "4242424242424242", "expiry": "12/30", "cvc": "123"}
    order = {"expected_total_minor": ready["totals"]["total"]["minor"], "card": card}

    placed = Answered(lane, "POST", f"{path}/order", order, **bearer)
    again = Answered(lane.inner, "POST", f"{path}/order", order, **bearer)

    assert (placed.status, placed.json["state"]) == (201, "paid")
    assert again.json["id"] == placed.json["id"]
    assert lane.inner.reached == 1
    shown = Answered(lane, "GET", f"/api/shop/orders/{placed.json['id']}", **bearer)
    assert shown.json["number"] == placed.json["number"]


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("GET", NOBODYS, None, {}, 404),
        ("PUT", f"{NOBODYS}/contact", CONTACT, {}, 404),
        ("PUT", f"{NOBODYS}/contact", {"email": "x"}, {"accept_language": "he"}, 422),
        ("PUT", f"{NOBODYS}/contact", {**CONTACT, "more": 1}, {}, 422),
        ("POST", f"{NOBODYS}/payment", b"{", {}, 400),
        ("POST", f"{NOBODYS}/payment", b"7", {}, 400),
        ("POST", f"{NOBODYS}/payment", b'{"method": "\\u0000"}', {}, 400),
        ("POST", f"{NOBODYS}/payment", {"method": "card"}, {"idempotency_key": ""}, 400),
        ("DELETE", f"{NOBODYS}/contact", None, {}, 405),
        ("POST", "/api/shop/carts", {"lines": []}, {"serai_key": "pk_wrong"}, 401),
        ("POST", "/api/shop/carts", {"lines": []}, {"serai_key": "sk_test_other"}, 403),
        ("POST", "/api/shop/carts", {"lines": [{"sku": "NONE", "quantity": 1}]}, {}, 422),
        ("POST", f"{NOBODYS}/claim", {"cart_token": "x"}, {}, 401),
    ],
)
def test_the_lane_refuses_as_django_does(
    lane: CallLane, method: str, path: str, body: object, headers: dict[str, str], status: int
):
    ensure_api_key("sk_test_other", "tests", ["orders:read"], "web")

    quick = Answered(lane, method, path, body, **headers)
    before = lane.inner.reached
    slow = Answered(lane.inner, method, path, body, **headers)

    assert before == 0
    assert quick.status == slow.status == status
    assert quick.json == slow.json
    assert quick.headers == slow.headers


@pytest.mark.parametrize(
    ("method", "path", "body", "headers"),
    [
        ("HEAD", NOBODYS, None, {}),
        ("OPTIONS", NOBODYS, None, {}),
        ("GET", f"{NOBODYS}?x=1", None, {}),
        ("GET", "/api/shop/carts/MINE", None, {}),
        ("GET", f"{NOBODYS}x", None, {}),
        ("GET", f"{NOBODYS.upper()}", None, {}),
        ("GET", NOBODYS, None, {"cookie": "a=b"}),
        ("POST", "/api/shop/carts", {"more": "x" * 2**20}, {}),
        ("DELETE", f"{NOBODYS}/lines/M%C3%8FLK", None, {}),
        ("GET", "/api/staff/orders/01a20333-1c20-72e9-82c6-8f365ef8db25", None, {}),
        ("GET", "/api/shop/nothing", None, {}),
        ("GET", "/", None, {}),
    ],
)
def test_what_is_unusual_goes_to_django(
    lane: CallLane, method: str, path: str, body: object, headers: dict[str, str]
):
    Answered(lane, method, path, body, **headers)

    assert lane.inner.reached == 1


def test_the_lane_counts_towards_the_same_limit(lane: CallLane, settings: Any):
    settings.SERAI_SHOP_REQUESTS_PER_MINUTE = 2
    rate_limit._buckets._left.clear()

    statuses = [Answered(lane, "GET", NOBODYS).status, Answered(lane.inner, "GET", NOBODYS).status]
    refused = Answered(lane, "GET", NOBODYS)
    rate_limit._buckets._left.clear()

    assert statuses == [404, 404]
    assert refused.status == 429
    assert int(refused.headers["Retry-After"]) >= 1
