"""The API's description: valid, complete, in words, and as it was kept."""

import json
import re
from pathlib import Path

import pytest
from api.walk import document, operations, resolved
from jsonschema_rs import meta
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from serai.config.openapi.changes import changes
from serai.config.openapi.every_operation import KEYLESS
from serai.config.scopes import SCOPES

SNAPSHOT = Path(__file__).resolve().parents[2] / "docs" / "reference" / "openapi.json"
ANYTHING_GOES = {"return_from_payment", "upsert_products"}
"""Bodies that may hold more than the document names: what a bank added; columns of files."""

every_operation = pytest.mark.parametrize("name", sorted(operations()))


def test_the_document_is_openapi_3_1():
    assert document()["openapi"] == "3.1.0"
    OPENAPI_31_VALIDATOR.validate(document())


@pytest.mark.parametrize("name", sorted(document()["components"]["schemas"]))
def test_every_schema_is_json_schema_and_says_what_it_is(name: str):
    schema = document()["components"]["schemas"][name]

    meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})
    assert schema.get("description") or "enum" in schema


def test_every_reference_leads_somewhere():
    names = re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document()))

    assert set(names) == set(document()["components"]["schemas"])


def test_every_operation_has_a_name_of_its_own():
    count = sum(len(verbs) for verbs in document()["paths"].values())

    assert len(operations()) == count
    assert [name for name in operations() if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)] == []


@every_operation
def test_an_operation_is_described_in_words(name: str):
    said = operations()[name].said

    assert re.fullmatch(r"[A-Z][^_{}]{7,}[^.\s]", said["summary"]), said["summary"]
    assert said["description"].startswith(said["summary"])
    assert said["tags"]


@every_operation
def test_every_answer_is_declared_with_its_shape(name: str):
    responses = operations()[name].said["responses"]

    for status, response in responses.items():
        if status in ("204", "304"):
            assert "content" not in response
        elif status < "300":
            assert response["content"]["application/json"]["schema"] != {}
        else:
            problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
            assert response["content"] == {"application/problem+json": problem}
        assert response["description"]
        assert "X-Request-Id" in response["headers"]
    assert len(operations()[name].success) >= 1


@every_operation
def test_what_the_edge_refuses_is_declared(name: str):
    operation = operations()[name]
    statuses = set(operation.said["responses"])

    assert {"400", "503"} <= statuses
    if operation.scope:
        assert {"401", "403", "429"} <= statuses
    if operation.body_schema:
        assert {"413", "422"} <= statuses
    for status in statuses & {"429", "503"}:
        assert "Retry-After" in operation.said["responses"][status]["headers"]


@every_operation
def test_who_may_call_is_declared(name: str):
    operation = operations()[name]
    schemes = document()["components"]["securitySchemes"]

    assert schemes["SeraiKey"]["name"] == "Serai-Key"
    assert (schemes["Bearer"]["type"], schemes["Bearer"]["scheme"]) == ("http", "bearer")
    if operation.area in {"webhooks", "log"}:
        assert "security" not in operation.said
    else:
        assert operation.scope in SCOPES
        assert (operation.scope == "shop") == (operation.area == "shop")


@every_operation
def test_a_post_takes_an_idempotency_key_or_says_why_not(name: str):
    operation = operations()[name]
    keys = [one for one in operation.said["parameters"] if one["name"] == "Idempotency-Key"]

    if operation.verb == "post" and name not in KEYLESS:
        [key] = keys
        assert (key["in"], key["required"]) == ("header", True)
    else:
        assert keys == []
    if name in KEYLESS:
        assert operation.verb == "post"
        assert "Takes no Idempotency-Key: " in operation.said["description"]


def test_every_reason_for_no_key_belongs_to_an_operation():
    assert set(KEYLESS) <= set(operations())


@every_operation
def test_a_slip_of_the_pen_is_refused(name: str):
    schema = operations()[name].body_schema
    if schema is None or name in ANYTHING_GOES:
        return

    assert resolved(schema)["additionalProperties"] is False


def test_the_kept_document_is_what_the_code_makes():
    kept = json.loads(SNAPSHOT.read_text("utf-8"))

    assert [str(change) for change in changes(kept, document())] == []
    assert kept == document(), "Only words differ; make openapi keeps them."


def test_the_page_for_people_needs_nobody_else_s_server(client):
    page = client.get("/api/docs")

    assert page.status_code == 200
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page.content.decode()) == []
