"""Callers, limits, languages and problems at the HTTP edge."""

import json

import pytest
from django.test import Client
from factories.catalog import a_channel

from serai.plumbing.api.client_address import client_address
from serai.plumbing.api.language import negotiate
from serai.plumbing.auth import ensure_api_key, issue_api_key, revoke_api_key
from serai.plumbing.models import ApiKey

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop_key():
    a_channel()
    return issue_api_key("a storefront", ["shop"], "web")


def problem(response) -> dict:
    assert response["Content-Type"] == "application/problem+json"
    document = json.loads(response.content)
    assert document["status"] == response.status_code
    assert document["request_id"] == response["X-Request-Id"]
    return document


def test_a_key_opens_its_channel(client: Client, shop_key):
    response = client.get("/api/shop/channel", headers={"Serai-Key": shop_key})

    assert response.status_code == 200
    assert response.json()["code"] == "web"


@pytest.mark.parametrize("key", ["", "pk_nobody", "x" * 5000, "ключ"])
def test_without_a_valid_key_nothing_opens(client: Client, key):
    response = client.get("/api/shop/channel", headers={"Serai-Key": key})

    assert response.status_code == 401
    assert problem(response)["code"] == "auth.unauthenticated"


def test_a_revoked_key_stops_working(client: Client, shop_key):
    assert client.get("/api/shop/channel", headers={"Serai-Key": shop_key}).status_code == 200
    revoke_api_key(ApiKey.objects.get().pk)

    assert client.get("/api/shop/channel", headers={"Serai-Key": shop_key}).status_code == 401


def test_only_the_digest_of_a_key_is_kept(shop_key):
    assert shop_key.startswith("pk_")
    assert shop_key not in str(list(ApiKey.objects.values()))


def test_a_shop_key_may_not_do_what_staff_may(client: Client, shop_key):
    response = client.get("/api/staff/products", headers={"Serai-Key": shop_key})

    assert response.status_code == 403
    assert problem(response)["facts"] == {"scope": "catalog:read"}


def test_a_caller_who_asks_too_often_is_told_when_to_come_back(client: Client, shop_key, settings):
    settings.SERAI_SHOP_REQUESTS_PER_MINUTE = 2
    ask = {"headers": {"Serai-Key": shop_key}, "REMOTE_ADDR": "203.0.113.9"}
    first, second, third = (client.get("/api/shop/channel", **ask) for _ in range(3))

    assert [first.status_code, second.status_code, third.status_code] == [200, 200, 429]
    assert int(third["Retry-After"]) >= 1
    assert problem(third)["code"] == "rate_limit.too_many_requests"


def test_a_forwarded_address_is_believed_from_our_own_proxies_only():
    assert client_address("127.0.0.1", "198.51.100.7, 203.0.113.9") == "203.0.113.9"
    assert client_address("203.0.113.9", "198.51.100.7") == "203.0.113.9"
    assert client_address("127.0.0.1", "nonsense") == "127.0.0.1"


def test_of_several_servers_of_ours_in_a_row_each_is_passed_over():
    assert client_address("127.0.0.1", "192.0.2.1, 203.0.113.9, ::1") == "203.0.113.9"
    assert client_address("127.0.0.1", "nonsense, ::1") == "::1"
    assert client_address("127.0.0.1", "::1, 127.0.0.1") == "::1"


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("", "en"),
        ("he-IL,he;q=0.9", "he"),
        ("de, ru;q=0.5, ka;q=0.7", "ka"),
        ("xx", "en"),
        (";;;q=q", "en"),
        ("pt-BR", "pt"),
    ],
)
def test_the_reader_s_language_is_found(header, locale):
    assert negotiate(header) == locale


def test_a_request_id_travels_through(client: Client):
    response = client.get("/healthz", headers={"X-Request-Id": "my-request-0001"})

    assert response["X-Request-Id"] == "my-request-0001"


def test_a_request_id_that_is_not_sane_is_replaced(client: Client):
    response = client.get("/healthz", headers={"X-Request-Id": "<script>"})

    assert response["X-Request-Id"] != "<script>"


def test_an_unknown_address_is_a_problem_document(client: Client):
    assert problem(client.get("/api/nowhere"))["code"] == "request.not_found"


@pytest.mark.parametrize("path", ["/api/shop/categories?x=%00", "/api/shop/products/a%00b"])
def test_a_null_character_is_refused_before_it_reaches_anything(client: Client, shop_key, path):
    response = client.get(path, headers={"Serai-Key": shop_key})

    assert response.status_code == 400
    assert problem(response)["code"] == "request.null_character"


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"\xff\xfe", 400), (b"[1]", 400), (b'{"email": "a\\u0000b"}', 400)],
)
def test_a_body_that_cannot_be_read_is_a_clear_problem(client: Client, shop_key, body, status):
    response = client.post(
        "/api/shop/accounts/login",
        data=body,
        content_type="application/json",
        headers={"Serai-Key": shop_key, "Idempotency-Key": "k"},
    )

    assert response.status_code == status
    assert "Traceback" not in problem(response)["detail"]


def test_the_database_and_the_process_answer_for_themselves(client: Client):
    assert client.get("/healthz").content == b"ok"
    assert client.get("/readyz").json() == {"database": "ok"}
    assert b"serai_http_requests_total" in client.get("/metrics").content


def test_measurements_are_not_for_strangers(client: Client, shop_key):
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 403

    ensure_api_key("sk_metrics", "Prometheus", ["metrics:read"], "web")
    ask = {"REMOTE_ADDR": "203.0.113.9", "headers": {"Serai-Key": "sk_metrics"}}
    assert client.get("/metrics", **ask).status_code == 200
