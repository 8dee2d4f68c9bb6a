"""The reads over HTTP: the lane and Django give the same answers; both refuse alike."""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from factories.catalog import a_channel
from factories.discovery import a_document, an_id, write_files

from serai.discovery.api.lane import ReadLane
from serai.discovery.api.reads import READS
from serai.discovery.models import DocumentRow
from serai.discovery.models.files.channel_folder import ChannelFolder
from serai.discovery.queries.shelves.current import forget_shelves
from serai.kernel.clock import now
from serai.plumbing.api import rate_limit
from serai.plumbing.auth import ensure_api_key, issue_shopper_token

KEY = "pk_test_discovery"
SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
ADDRESSES = [
    "products",
    "products?category=milk&sort=price&limit=1",
    "products?brand=blue-barn&price_max=2.50&in_stock=1",
    "search?q=tea",
    "search?q=gren+tea&limit=2",
    "search?q=%D7%97%D7%9C%D7%91",
    "search",
    "autocomplete?q=gre",
    "autocomplete",
    "suggestions?slot=home",
    "suggestions?store=store-1",
    "products/tea-1",
    "products/SKU-1",
    "cards?key=tea-1&key=SKU-2&key=nothing",
    "cards",
    "products/tea-1/similar",
    "products/tea-1/bought-together?limit=3",
]
REFUSED = [
    ("products?limit=0", 400),
    ("products?cursor=rubbish", 400),
    ("products?category=nowhere", 404),
    ("products?price_min=x", 400),
    ("products/nothing", 404),
    ("products/n%C3%B8thing", 404),
    ("products/40ad620f-3930-4f6a-a64c-b17256a334c3/similar", 404),
    ("products/tea-1/similar?limit=0", 400),
    (f"suggestions?seen={'x' * 201}", 400),
    (f"cards?key={'x' * 201}", 400),
    (f"suggestions?beside={'&beside='.join(['x'] * 101)}", 400),
    ("suggestions?slot=moon", 400),
    (f"suggestions?store={'x' * 65}", 400),
    ("search?q=a&" + "&".join(f"b{n}=1" for n in range(300)), 400),
]


class Answered:
    """What came back through WSGI."""

    def __init__(self, application: Any, address: str, method: str = "GET", **headers: str) -> None:
        extra = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        environ = RequestFactory().generic(method, f"/api/shop/{address}", **extra).environ
        environ["PATH_INFO"] = environ["PATH_INFO"].encode().decode("latin-1")  # as WSGI has it
        body: Iterable[bytes] = application(environ, self._start)
        self.body = b"".join(body)

    def _start(self, status: str, headers: list[tuple[str, str]], *_: Any) -> None:
        self.status, self.headers = int(status[:3]), dict(headers)

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.body)


@pytest.fixture
def _open_transaction() -> Iterator[None]:
    """Let requests of Django join the test's transaction, as Django's own test client does."""
    signals = request_started, request_finished
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def files() -> Iterator[Path]:
    """Return a folder that holds a generation of four products."""
    teas = [
        a_document(1, "Green tea", brand="Acme", price=249, slug="tea-1"),
        a_document(2, "Black tea", brand="Blue Barn", price=199),
        a_document(3, "Coffee", brand="Acme", price=349),
        a_document(4, "Cocoa", brand="Blue Barn", price=299),
    ]
    with tempfile.TemporaryDirectory() as folder:
        write_files(ChannelFolder.of(Path(folder), "web"), "reads", teas)
        yield Path(folder)


@pytest.fixture
def lane(db: None, files: Path, settings: Any, _open_transaction: None) -> Iterator[ReadLane]:
    """Return the lane before Django; it answers from the files."""
    settings.SERAI_VAR = files
    forget_shelves()
    ensure_api_key(KEY, "tests", ["shop"], "web")
    yield ReadLane(WSGIHandler())
    forget_shelves()


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_lane_answers_as_django_does(lane: ReadLane, address: str):
    quick = Answered(lane, address, serai_key=KEY)
    slow = Answered(lane.inner, address, serai_key=KEY)

    assert quick.status == slow.status == 200
    assert quick.body == slow.body
    assert _comparable(quick) == _comparable(slow)
    assert quick.headers.items() >= SAFE.items()


@pytest.mark.parametrize(("address", "status"), REFUSED)
def test_the_lane_refuses_as_django_does(lane: ReadLane, address: str, status: int):
    quick = Answered(lane, address, serai_key=KEY, x_request_id="request-0001")
    slow = Answered(lane.inner, address, serai_key=KEY, x_request_id="request-0001")

    assert quick.status == slow.status == status
    assert quick.json == slow.json
    assert _comparable(quick) == _comparable(slow)
    assert quick.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"serai_key": "pk_wrong"}, 401),
        ({"serai_key": KEY, "authorization": "Bearer srs_wrong"}, 401),
        ({"serai_key": KEY, "authorization": "Basic eA=="}, 401),
        ({"serai_key": "sk_test_other"}, 403),
    ],
)
def test_callers_are_checked_by_both(lane: ReadLane, headers: dict[str, str], status: int):
    ensure_api_key("sk_test_other", "tests", ["orders:read"], "web")

    quick = Answered(lane, "products", x_request_id="request-0001", **headers)
    slow = Answered(lane.inner, "products", x_request_id="request-0001", **headers)

    assert quick.status == slow.status == status
    assert quick.json == slow.json


def test_the_lane_counts_towards_the_same_limit(lane: ReadLane, settings):
    settings.SERAI_SHOP_REQUESTS_PER_MINUTE = 3
    rate_limit._buckets._left.clear()

    statuses = [Answered(lane, "products", serai_key=KEY).status for _ in range(2)]
    statuses += [Answered(lane.inner, "products", serai_key=KEY).status for _ in range(2)]
    refused = Answered(lane, "products", serai_key=KEY)
    rate_limit._buckets._left.clear()

    assert statuses == [200, 200, 200, 429]
    assert refused.status == 429
    assert int(refused.headers["Retry-After"]) >= 1


def test_cards_come_in_the_order_in_which_they_are_named(lane: ReadLane):
    found = Answered(lane, "cards?key=SKU-3&key=nothing&key=tea-1", serai_key=KEY)

    assert [card["name"] for card in found.json["items"]] == ["Coffee", "Green tea"]


def test_an_answer_that_is_known_is_not_sent_again(lane: ReadLane):
    first = Answered(lane, "products", serai_key=KEY)
    again = Answered(lane, "products", serai_key=KEY, if_none_match=first.headers["ETag"])
    other = Answered(lane, "search?q=tea", serai_key=KEY, if_none_match=first.headers["ETag"])

    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert other.status == 200
    assert (
        Answered(lane.inner, "products", serai_key=KEY, if_none_match=first.headers["ETag"]).status
        == 304
    )


def test_head_has_the_headers_and_no_body(lane: ReadLane):
    whole, head = (Answered(lane, "products", method, serai_key=KEY) for method in ("GET", "HEAD"))

    assert head.body == b""
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]


@pytest.mark.parametrize("address", ["suggestions", "autocomplete?q=gre"])
def test_what_is_personal_is_kept_by_nobody(lane: ReadLane, address: str):
    token = issue_shopper_token(an_id(1), now())

    found = Answered(lane, address, serai_key=KEY, authorization=f"Bearer {token}")

    assert found.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in found.headers


@pytest.mark.parametrize(
    ("method", "address"),
    [("POST", "products"), ("GET", "channel"), ("GET", "products/"), ("GET", "products/a/b/c")],
)
def test_everything_else_is_passed_on(method: str, address: str):
    passed: list[str] = []

    def inner(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        passed.append(environ["PATH_INFO"])
        start_response("418 Teapot", [])
        return [b"inner"]

    found = Answered(ReadLane(inner), address, method, serai_key=KEY)

    assert (found.status, found.body) == (418, b"inner")
    assert passed == [f"/api/shop/{address}"]


def test_a_null_character_is_left_to_django(lane: ReadLane):
    assert (
        Answered(lane, "products?brand=%00", serai_key=KEY).json["code"] == "request.null_character"
    )


def test_a_request_with_a_body_is_left_to_django(lane: ReadLane):
    environ = RequestFactory().generic("GET", "/api/shop/products", b"x" * 2**21).environ
    environ["HTTP_SERAI_KEY"] = KEY
    statuses: list[str] = []

    b"".join(lane(environ, lambda status, headers, *_: statuses.append(status)))

    assert statuses[0].startswith("413")


def test_a_read_makes_no_statement(lane: ReadLane):
    for address in ADDRESSES:
        Answered(lane, address, serai_key=KEY)

    with CaptureQueriesContext(connection) as statements:
        for address in ADDRESSES:
            Answered(lane, address, serai_key=KEY)

    assert len(statements) <= 1  # whether anything has changed, at most twice a second


def test_a_new_shop_answers_at_once(lane: ReadLane, a_folder, settings):
    a_channel()
    settings.SERAI_VAR = a_folder / "elsewhere"
    forget_shelves()

    found = [Answered(lane, address, serai_key=KEY) for address in ("products", "search?q=tea")]

    assert [(each.status, each.json["items"]) for each in found] == [(200, []), (200, [])]


def test_an_unprepared_shop_with_many_products_asks_to_come_back(
    lane: ReadLane, a_folder, settings
):
    DocumentRow.objects.bulk_create(
        DocumentRow(channel_code="web", product_id=an_id(n), seq=1, card=b"", rest=b"", facts=b"")
        for n in range(2001)
    )
    settings.SERAI_VAR = a_folder / "elsewhere"
    forget_shelves()

    found = Answered(lane, "products", serai_key=KEY)

    assert (found.status, found.json["code"]) == (503, "discovery.not_prepared")
    assert found.headers["Retry-After"] == "1"


def test_every_read_has_a_route_in_the_document(client):
    document = client.get("/api/openapi.json").json()

    operations = {
        operation["operationId"]
        for path in document["paths"].values()
        for operation in path.values()
        if isinstance(operation, dict) and "operationId" in operation
    }

    assert set(READS) <= operations


def _comparable(answered: Answered) -> dict[str, str]:
    different = {"X-Request-Id"}
    return {name: value for name, value in answered.headers.items() if name not in different}
