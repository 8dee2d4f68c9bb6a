"""What every operation of the HTTP API has in common."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from serai.config.api import api
from serai.config.openapi.every_operation import KEYLESS

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = api.get_openapi_schema(path_prefix="/api/")
SAYS_NO = {"400", "401", "403", "404", "409", "413", "415", "422", "429", "503"}
BY_SIGNATURE = "/api/webhooks/"
"""Webhooks are repeated by who sends them; their signature covers an id that is remembered."""
SESSIONS = re.compile(
    r"/api/shop/(accounts/(login|logout|password|passkey-)|me/passkeys/challenge"
    r"|carts/[^/]+/one-click-challenge)"
)
"""A session that begins or ends twice harms nobody, and its token is never kept to be told again."""
BY_TOKEN = "/api/shop/outcomes"
"""An outcome is recorded once for its token and kind, whoever tells it and however often."""
BY_CODE = "/api/shop/gift-cards/balance"
"""To look is no change; it is a POST so that no log keeps the code as part of an address."""
COUNTS = re.compile(r"assert_(?:max_)?num_queries|CaptureQueriesContext|statements_of")


def _operations() -> Iterator[Any]:
    for path, item in DOCUMENT["paths"].items():
        for verb, operation in item.items():
            yield pytest.param(path, verb, operation, id=f"{verb.upper()} {path}")


def _views() -> dict[tuple[str, str], Any]:
    found = {}
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                address = "/api" + re.sub("//+", "/", f"/{prefix}/{path}").rstrip("/")
                for method in operation.methods:
                    found[address, method.lower()] = operation.view_func
    return found


OPERATIONS = list(_operations())
VIEWS = _views()


def test_no_two_operations_share_a_name():
    names = [param.values[2]["operationId"] for param in OPERATIONS]

    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize(("path", "verb", "operation"), OPERATIONS)
def test_an_operation_says_what_it_does(path: str, verb: str, operation: dict[str, Any]):
    assert operation.get("description"), "the endpoint has no docstring"
    assert operation["responses"]


@pytest.mark.parametrize(("path", "verb", "operation"), OPERATIONS)
def test_every_refusal_is_a_problem_document(path: str, verb: str, operation: dict[str, Any]):
    for status in SAYS_NO & {str(code) for code in operation["responses"]}:
        content = operation["responses"].get(status) or operation["responses"][int(status)]
        assert "Problem" in str(content), f"{status} is not a Problem"


@pytest.mark.parametrize(
    ("path", "verb", "operation"),
    [
        param
        for param in OPERATIONS
        if param.values[1] == "post"
        and not param.values[0].startswith(BY_SIGNATURE)
        and not SESSIONS.match(param.values[0])
        and param.values[0] not in (BY_TOKEN, BY_CODE)
        and param.values[2]["operationId"] not in KEYLESS
    ],
)
def test_a_post_can_be_repeated(path: str, verb: str, operation: dict[str, Any]):
    view = next(
        (view for (address, method), view in VIEWS.items() if _same(address, path, method, verb)),
        None,
    )
    if view is None:
        pytest.fail(f"no view answers {path}")

    assert re.search(r"idempotency_key\(|_once\(", inspect.getsource(inspect.unwrap(view)))


@pytest.mark.parametrize(
    ("path", "verb", "operation"),
    [p for p in OPERATIONS if p.values[1] == "get" and "next_cursor" in str(p.values[2])],
)
def test_a_list_counts_its_statements(path: str, verb: str, operation: dict[str, Any]):
    named = re.sub(r"\{[^}]*\}", "", path.removeprefix("/api")).rstrip("/").rpartition("/")[2]
    counted = [
        file
        for file in (ROOT / "tests").rglob("test_*.py")
        if COUNTS.search(text := file.read_text()) and re.search(rf"[/\"]{named}\b", text)
    ]

    assert counted, f"no test counts the statements of {path}"


def _same(address: str, path: str, method: str, verb: str) -> bool:
    return method == verb and re.sub(r"\{[^}]*:", "{", address) == path.rstrip("/")
