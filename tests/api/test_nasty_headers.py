"""Headers that make no sense are refused clearly, or mean nothing."""

import pytest
from api.call import Call, send
from api.calls import every_call
from api.tables import all_tables, changed
from api.walk import operations
from api.world import World
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

pytestmark = pytest.mark.django_db


def a_cart(world: World, **headers: str):
    call = every_call(world)["create_cart"]()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return send(operations()["create_cart"], Call(body=call.body, headers=named))


@pytest.mark.parametrize("key", ["k" * 201, "naïve", "tab\tbed", "nül\x00", "line\nbreak", " "])
def test_a_key_that_is_none_is_refused(world: World, key: str):
    before = all_tables()

    response = a_cart(world, Idempotency_Key=key)

    assert (response.status_code, response.json()["code"]) == (400, "idempotency.key_missing")
    assert changed(before) == {}


@pytest.mark.parametrize(
    "authorization",
    [
        "Bearer",
        "Bearer ",
        "Basic YW5uOmFubg==",
        "Bearer srs_nobody",
        "Bearer " + "x" * 5000,
        "Bearer naïve",
        "Bearer srs_a srs_b",
        "src_without_scheme",
        "Bearer ' OR 1=1 --",
    ],
)
def test_a_token_that_is_none_is_refused(world: World, authorization: str):
    before = all_tables()

    response = a_cart(world, Authorization=authorization)

    assert (response.status_code, response.json()["code"]) == (401, "auth.unauthenticated")
    assert changed(before) == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept_Language": "x" * 10_000},
        {"Accept_Language": "he;q=1;q=2,,;=,*"},
        {"Accept_Language": "en;q=" + "9" * 400},
        {"Accept": "application/xml"},
        {"X_Request_Id": "<script>alert(1)</script>"},
        {"X_Request_Id": "a\r\nSet-Cookie: a=b"},
        {"X_Forwarded_For": "1.2.3.4, ' OR 1=1 --"},
        {"If_None_Match": "*"},
        {"Cookie": "sessionid=" + "x" * 4000},
        {"Origin": "https://evil.example"},
        {"X_HTTP_Method_Override": "DELETE"},
    ],
    ids=str,
)
def test_what_means_nothing_changes_nothing(world: World, headers: dict[str, str]):
    response = a_cart(world, **headers)

    assert response.status_code == 201
    assert "<script>" not in str(response.headers)
    assert "Set-Cookie" not in response.headers


def test_the_same_line_of_facts_is_in_every_answer(world: World):
    response = a_cart(world, X_Request_Id="my-request-0001")

    assert response["X-Request-Id"] == "my-request-0001"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "X-Powered-By" not in response
    assert "Server" not in response


def test_a_request_that_is_too_large_is_refused_before_it_is_read(world: World):
    before = all_tables()

    response = send(operations()["create_cart"], Call(body=b" " * (2**20 + 1)))

    assert (response.status_code, response.json()["code"]) == (413, "request.too_large")
    assert changed(before) == {}


def test_a_load_of_staff_has_its_bound_too(world: World, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2**20

    response = send(operations()["upsert_products"], Call(body=b" " * (2**20 + 1)))

    assert (response.status_code, response.json()["code"]) == (413, "request.too_large")


@pytest.mark.parametrize("verb", ["put", "delete", "options", "trace", "patch", "post"])
def test_another_verb_is_a_problem_that_names_the_right_ones(world: World, verb: str):
    operation = operations()["channel"]

    response = send(type(operation)("", verb, operation.path, operation.said), Call())

    assert (response.status_code, response["Allow"]) == (405, "GET")
    assert response.json()["code"] == "request.method_not_allowed"


def test_head_is_get_without_a_body(world: World):
    operation = operations()["channel"]
    whole = send(operation, Call())

    response = send(type(operation)("", "head", operation.path, operation.said), Call())

    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == str(len(whole.content))


@pytest.mark.parametrize("address", ["/api/", "/api", "/api/shop", "/api/shop/carts/", "/api/%ff"])
def test_an_address_that_is_none_is_a_problem(world: World, address: str):
    operation = operations()["channel"]

    response = send(type(operation)("", "get", address, operation.said), Call())

    assert (response.status_code, response.json()["code"]) == (404, "request.not_found")


@pytest.mark.parametrize(
    "media_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
     "application/json; charset=utf-16", "APPLICATION/JSON", "x" * 5000, "naïve/type"],
)  # fmt: skip
def test_a_body_of_another_type_is_read_as_strictly(world: World, media_type: str):
    before = all_tables()

    for body in (b'{"lines": [{"sku": "A\\u0000", "quantity": 1}]}', b"\x00", b"lines=1", b"--x--"):
        response = send(operations()["create_cart"], Call(body=body), media_type=media_type)
        assert (body, response.status_code in (400, 415, 422)) == (body, True)
        assert response["Content-Type"] == "application/problem+json"

    assert changed(before) == {}


# --- mistakes of ours -------------------------------------------------------------------------


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("SELECT secrets FROM house")


def crowded(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("something odd")


urlpatterns = [
    path("api/shop/broken", broken),
    path("api/shop/crowded", crowded),
    path("broken", broken),
]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/shop/broken", 500, "request.fault"),
        ("/api/shop/crowded", 400, "request.unreadable"),
    ],
)
def test_what_breaks_outside_of_an_endpoint_is_a_problem_too(
    settings, address: str, status: int, code: str
):
    settings.ROOT_URLCONF = __name__

    response = Client(raise_request_exception=False).get(address)

    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert response.json()["code"] == code
    assert "secrets" not in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
