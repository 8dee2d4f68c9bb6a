"""Segments over HTTP: written once, changed by who read the newest, asked for a purpose."""

import json

import pytest
from django.test import Client
from factories.customers import NOW

from serai.customers.public import CustomerRow, import_customers
from serai.kernel.ids import uuid7
from serai.plumbing.auth import ensure_api_key

pytestmark = pytest.mark.django_db
KEY = "sk_test_segments"
LEAVING = {"rules": [{"field": "kind", "operator": "=", "value": "account"}]}


@pytest.fixture
def staff():
    ensure_api_key(KEY, "tests", ["customers:read", "customers:write"], "web")

    def ask(method, path, body=None, *, key="one"):
        answer = getattr(Client(), method)(
            f"/api/staff/segments{path}",
            data=None if body is None else json.dumps(body),
            content_type="application/json",
            headers={"Serai-Key": KEY, "Idempotency-Key": key},
        )
        return answer.status_code, json.loads(answer.content or "null")

    return ask


def a_customer(*consents):
    row = CustomerRow(uuid7(), f"{uuid7()}@example.org", "", "test", NOW, consents=consents)
    assert not import_customers([row]).errors
    return str(row.id)


def test_a_segment_is_written_once_for_a_key_read_changed_and_deleted(staff):
    said = {"code": "accounts", "name": "Accounts", "conditions": LEAVING}
    status, made = staff("post", "", said)
    assert (status, made["version"]) == (200, 1)
    assert staff("post", "", said) == (200, made)
    assert staff("get", "") == (200, {"items": [made]})

    status, changed = staff("put", f"/{made['id']}", said | {"name": "All", "version": 1})
    assert (status, changed["name"], changed["version"]) == (200, "All", 2)
    status, refused = staff("put", f"/{made['id']}", said | {"version": 1})
    assert (status, refused["code"]) == (409, "customers.segment_changed")
    assert staff("get", f"/{made['id']}") == (200, changed)

    assert staff("delete", f"/{made['id']}") == (204, None)
    assert staff("get", f"/{made['id']}")[0] == 404


def test_conditions_that_nobody_understands_are_refused_with_their_place(staff):
    said = {"code": "x", "name": "X", "conditions": {"rules": [{"field": "gone", "operator": "="}]}}

    status, refused = staff("post", "", said)

    assert status == 422
    assert refused["code"] == "conditions.refused"
    assert staff("get", "")[1] == {"items": []}


def test_members_are_those_who_allow_the_purpose_and_why_is_told(staff):
    willing, silent = a_customer("email_marketing"), a_customer()
    conditions = {"rules": []}
    _, made = staff("post", "", {"code": "all", "name": "All", "conditions": conditions})

    path = f"/{made['id']}/members"
    assert staff("get", f"{path}?purpose=email_marketing")[1]["items"] == [willing]
    status, found = staff("get", f"{path}/{silent}?purpose=email_marketing")
    assert (status, found["belongs"], found["matches"], found["allowed"]) == (
        200,
        False,
        True,
        False,
    )
    assert staff("get", f"{path}?purpose=guessing")[0] == 404
