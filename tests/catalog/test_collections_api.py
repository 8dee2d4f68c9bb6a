"""Collections over HTTP: written once, changed by who read the newest, asked for what belongs."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from factories.catalog import a_channel, a_product

from serai.catalog.public import collections, upsert_brands
from serai.kernel.ids import uuid7
from serai.plumbing.auth import ensure_api_key

KEY = "sk_test_collections"
OWN = {"rules": [{"field": "private_label", "operator": "=", "value": True}]}
SAID = {"name": "Our own", "conditions": OWN}
Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def staff() -> Ask:
    ensure_api_key(KEY, "tests", ["catalog:read", "catalog:write"], "web")

    def ask(method: str, path: str, body: Any = None, *, key: str = "one") -> tuple[int, Any]:
        answer = getattr(Client(), method)(
            f"/api/staff/collections{path}",
            data=None if body is None else json.dumps(body),
            content_type="application/json",
            headers={"Serai-Key": KEY, "Idempotency-Key": key},
        )
        return answer.status_code, json.loads(answer.content or "null")

    return ask


@pytest.mark.django_db
def test_a_collection_is_written_once_for_a_key_read_changed_and_deleted(staff):
    status, made = staff("post", "", SAID)
    assert (status, made["slug"], made["version"]) == (200, "our-own", 1)
    assert staff("post", "", SAID) == (200, made)
    assert staff("get", "") == (200, {"items": [made]})

    status, changed = staff("put", f"/{made['id']}", SAID | {"name": "Ours", "version": 1})
    assert (status, changed["name"], changed["slug"], changed["version"]) == (
        200,
        "Ours",
        "ours",
        2,
    )
    status, refused = staff("put", f"/{made['id']}", SAID | {"version": 1})
    assert (status, refused["code"]) == (409, "catalog.stale_version")
    assert staff("get", f"/{made['id']}") == (200, changed)

    assert staff("delete", f"/{made['id']}") == (204, None)
    for method, path, body in (
        ("get", "", None),
        ("delete", "", None),
        ("put", "", SAID | {"version": 2}),
        ("get", "/products", None),
        ("get", f"/products/{uuid7()}", None),
    ):
        status, refused = staff(method, f"/{made['id']}{path}", body)
        assert (status, refused["code"]) == (404, "catalog.collection_not_found")


@pytest.mark.django_db
def test_two_collections_have_no_slug_in_common(staff):
    staff("post", "", SAID)

    status, refused = staff("post", "", SAID, key="two")

    assert (status, refused["code"]) == (409, "catalog.collection_exists")
    assert len(collections()) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"conditions": {"rules": [{"field": "gone", "operator": "="}]}}, "conditions.refused"),
        ({"slug": "Not Fine"}, "catalog.bad_field"),
        ({"name": "!"}, "catalog.bad_field"),
        ({"name": ""}, "request.invalid"),
        ({"colour": "red"}, "request.invalid"),
    ],
)
def test_what_is_no_collection_is_refused_and_nothing_is_written(staff, said, code):
    status, refused = staff("post", "", SAID | said)

    assert (status, refused["code"]) == (422, code)
    assert collections() == []


@pytest.mark.django_db
def test_products_are_those_that_match_and_why_is_told(staff, django_assert_num_queries):
    a_channel()
    assert upsert_brands([{"name": "Old Barn", "private_label": True}]).clean
    ours = a_product("OURS", brand="Old Barn").id
    theirs = a_product("THEIRS", brand="New Barn").id
    _, made = staff("post", "", SAID)
    path = f"/{made['id']}/products"

    with django_assert_num_queries(3):
        status, found = staff("get", path)
    assert (status, found) == (200, {"items": [str(ours)], "next_cursor": None})
    assert staff("get", f"{path}/{ours}") == (
        200,
        {"belongs": True, "because": "It matches: Own brand is yes."},
    )
    assert staff("get", f"{path}/{theirs}")[1]["belongs"] is False
    status, refused = staff("get", f"{path}/{uuid7()}")
    assert (status, refused["code"]) == (404, "catalog.product_not_found")


@pytest.mark.django_db
def test_pages_of_products_go_on(staff):
    a_channel()
    made_of = [str(a_product(f"SKU-{number}").id) for number in range(3)]
    _, made = staff("post", "", {"name": "All", "conditions": {"rules": []}})

    _, first = staff("get", f"/{made['id']}/products?limit=2")
    _, second = staff("get", f"/{made['id']}/products?limit=2&cursor={first['next_cursor']}")

    assert first["items"] + second["items"] == sorted(made_of, reverse=True)
    assert second["next_cursor"] is None
    status, refused = staff("get", f"/{made['id']}/products?cursor=nonsense")
    assert (status, refused["code"]) == (400, "page.bad_cursor")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_a_version_at_once_one_is_refused(staff):
    _, made = staff("post", "", SAID)
    barrier = Barrier(2)

    def change(name: str) -> int:
        connection.ensure_connection()
        barrier.wait(60)
        try:
            return staff("put", f"/{made['id']}", SAID | {"name": name, "version": 1})[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(change, ("Ours", "Theirs"))) == [200, 409]
    assert [each.version for each in collections()] == [2]
