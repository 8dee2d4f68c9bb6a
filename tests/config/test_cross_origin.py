"""Pages of other origins and the shop's API: what browsers are told, over HTTP."""

import threading
from collections.abc import Iterable, Iterator
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import httpx
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from factories.catalog import a_channel
from factories.discovery import a_document, write_files

from serai.catalog.public import BadField, ChannelNotFound, allow_origins, channel
from serai.config.cross_origin import CrossOrigin
from serai.discovery.api.lane import ReadLane
from serai.discovery.models.files.channel_folder import ChannelFolder
from serai.discovery.queries.shelves.current import forget_shelves
from serai.plumbing.auth import ensure_api_key
from serai.plumbing.caches import forget_all

PAGE, STRANGE, OTHER = "https://shop.example", "https://evil.example", "https://till.example"
KEY, TILL_KEY = "pk_cross_origin", "pk_cross_origin_till"
pytestmark = pytest.mark.django_db


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def shop(db: None, a_folder: Any, settings: Any) -> Iterator[httpx.Client]:
    """Return a client of a real server: the application as the api process runs it, in this transaction."""
    settings.SERAI_VAR = a_folder
    forget_shelves()
    forget_all()
    for code in ("web", "till"):
        a_channel(code)
        write_files(
            ChannelFolder.of(a_folder, code), "cross-origin", [a_document(1, "Tea", slug="tea")]
        )
    ensure_api_key(KEY, "tests", ["shop"], "web")
    ensure_api_key(TILL_KEY, "tests", ["shop"], "till")
    allow_origins("web", [PAGE])
    allow_origins("till", [OTHER])
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    mine = connection.connection  # the server's thread joins the transaction of the test
    whole = CrossOrigin(ReadLane(WSGIHandler()))

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        connection.connection, connection.in_atomic_block = mine, True
        connection.autocommit = False
        try:
            return whole(environ, start_response)
        finally:
            connection.connection = None

    with make_server("127.0.0.1", 0, application, handler_class=_Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        with httpx.Client(base_url=f"http://127.0.0.1:{server.server_port}/api/shop") as client:
            yield client
        server.shutdown()
        thread.join()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    forget_shelves()


def ask_first(shop: httpx.Client, origin: str, path: str = "/carts") -> httpx.Response:
    return shop.options(
        path,
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "serai-key,content-type,idempotency-key",
        },
    )


@pytest.mark.parametrize("path", ["/carts", "/products", "/nothing/here"])
def test_an_allowed_page_is_welcome_before_it_calls(shop: httpx.Client, path: str):
    told = ask_first(shop, PAGE, path)

    assert (told.status_code, told.content) == (204, b"")
    assert told.headers["Access-Control-Allow-Origin"] == PAGE
    assert "POST" in told.headers["Access-Control-Allow-Methods"]
    allowed = {
        each.strip().lower() for each in told.headers["Access-Control-Allow-Headers"].split(",")
    }
    assert allowed >= {"serai-key", "authorization", "idempotency-key", "content-type"}
    assert told.headers["Vary"] == "Origin"
    assert "Access-Control-Allow-Credentials" not in told.headers


@pytest.mark.parametrize("origin", [STRANGE, "null", f"{PAGE}:444", "http://shop.example", "x\ty"])
def test_another_page_is_not(shop: httpx.Client, origin: str):
    told = ask_first(shop, origin)
    read = shop.get("/products", headers={"Origin": origin, "Serai-Key": KEY})

    assert "Access-Control-Allow-Origin" not in {**told.headers, **read.headers}
    assert told.status_code == 405
    assert read.status_code == 200  # browsers keep it from the page


@pytest.mark.parametrize(
    ("path", "status"),
    [("/products", 200), ("/products/nothing", 404), ("/channel", 200), ("/orders", 401), ("/no", 404)],
)  # fmt: skip
def test_an_allowed_page_reads_answers_and_refusals(shop: httpx.Client, path: str, status: int):
    read = shop.get(path, headers={"Origin": PAGE, "Serai-Key": KEY})

    assert read.status_code == status
    assert read.headers["Access-Control-Allow-Origin"] == PAGE
    assert "X-Request-Id" in read.headers["Access-Control-Expose-Headers"]
    assert "Origin" in read.headers["Vary"]
    if status >= 400:
        assert read.json()["code"]


def test_a_page_without_a_valid_key_reads_that(shop: httpx.Client):
    for headers in ({}, {"Serai-Key": "pk_unknown"}):
        read = shop.get("/products", headers={"Origin": PAGE, **headers})
        assert (read.status_code, read.headers["Access-Control-Allow-Origin"]) == (401, PAGE)


def test_each_key_is_for_the_pages_of_its_channel(shop: httpx.Client):
    asked = {"Origin": OTHER, "Serai-Key": KEY}

    assert "Access-Control-Allow-Origin" not in shop.get("/products", headers=asked).headers
    asked["Serai-Key"] = TILL_KEY
    assert shop.get("/products", headers=asked).headers["Access-Control-Allow-Origin"] == OTHER


def test_pages_stay_out_of_what_is_not_the_shop(shop: httpx.Client):
    asked = {"Origin": PAGE, "Serai-Key": KEY}
    told = shop.get(str(shop.base_url.copy_with(path="/api/staff/orders")), headers=asked)

    assert "Access-Control-Allow-Origin" not in told.headers


def test_a_channel_forgets_pages_that_are_no_longer_named(shop: httpx.Client):
    allow_origins("web", [])

    assert ask_first(shop, PAGE).status_code == 405


def test_who_may_call_is_known_without_a_statement(shop: httpx.Client):
    from django.test import RequestFactory

    application = CrossOrigin(lambda environ, start: [b""])
    environ = RequestFactory().options("/api/shop/carts", headers={"Origin": PAGE}).environ
    list(application(environ, lambda *_: None))
    with CaptureQueriesContext(connection) as statements:
        list(application(environ, lambda *_: None))

    assert len(statements) == 0


@pytest.mark.parametrize(
    "origin",
    ["*", "http://shop.example", "https://shop.example/", "shop.example", "https://a b", "", "null",
     "https://x@shop.example", "https://" + "a" * 300],
)  # fmt: skip
def test_only_origins_are_allowed(db: None, origin: str):
    a_channel("web")
    allow_origins("web", [PAGE])

    with pytest.raises(BadField):
        allow_origins("web", [origin])

    assert channel("web").origins == (PAGE,)


def test_local_pages_may_come_without_tls(db: None):
    a_channel("web")

    view = allow_origins("web", ["http://localhost:5173", "HTTPS://Shop.Example", PAGE])

    assert view.origins == ("http://localhost:5173", PAGE)


def test_an_unknown_channel_allows_nobody(db: None):
    with pytest.raises(ChannelNotFound):
        allow_origins("nowhere", [PAGE])
