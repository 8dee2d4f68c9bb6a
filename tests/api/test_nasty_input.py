"""Whatever is sent: a clear refusal that leaves no trace, or a value that comes back as it was sent."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, unquote
from uuid import UUID

import pytest
from api.call import Call, send
from api.calls import every_call
from api.nasty import BODIES, TEXTS, Nasty, for_kinds
from api.tables import all_tables, changed
from api.walk import Field, Operation, fields, operations, with_value
from api.world import World
from django.db import connection, transaction

from serai.catalog.domain.product_fields import FIELDS, Of
from serai.catalog.domain.small_rows import ATTRIBUTE, BRAND, CATEGORY
from serai.plumbing.caches import forget_all

pytestmark = pytest.mark.django_db

COLUMNS: dict[str, tuple[str, Iterable[str]]] = {
    "upsert_products": ("product_page", FIELDS),
    "edit_variants": (
        "product_page",
        [name for name, field in FIELDS.items() if field.of is Of.VARIANT],
    ),
    "upsert_categories": ("categories_for_staff", CATEGORY),
    "upsert_brands": ("", BRAND),
    "define_attributes": ("attributes", ATTRIBUTE),
}
"""Bulk loads: where what they wrote can be read, and the columns of a row."""

WITH_BODY = sorted(name for name, one in operations().items() if one.body_schema)
COUNTED = {
    "log_in": {"customers_login_attempt"},
    "verify_login_code": {"customers_login_attempt", "customers_login_code"},
    "reset_password": {"customers_login_attempt", "customers_login_code"},
    "request_login_code": {"customers_login_attempt"},
    "change_password": {"customers_login_attempt"},
    "ask_for_erasure": {"customers_login_attempt"},
    "place_order": {"ordering_cart"},
}
"""
What a refusal may change: wrong guesses are counted, and a cart shows the price that was not expected.
"""

ANYTHING_GOES = {"return_from_payment"}
"""The browser brings back what the bank's page added; none of it is believed, so any object will do."""

SECRETS_OF_THE_HOUSE = re.compile(
    r"Traceback|File \"|psycopg|django|pydantic|SELECT |INSERT |UPDATE |DELETE |\.py\b|site-packages"
    r"|plumbing_|ordering_cart|relation \"|constraint \"|0x[0-9a-f]{8,}"
)
LONGEST_PROBLEM = 4000


@pytest.mark.parametrize("name", WITH_BODY)
def test_a_field_takes_sense_or_refuses_clearly(world: World, name: str):
    operation, call = operations()[name], every_call(world)[name]()
    before, faults = all_tables(), []

    for field in fields(operation.body_schema):
        for nasty in for_kinds(field.kinds):
            body = nasty.body(
                json.dumps, lambda value, f=field: with_value(call.body, f.place, value)
            )
            with UndoneIfDone() as done:
                response = send(operation, call, body=body)
                done(response)
            if response.status_code < 400:
                fault = _altered(response, field, nasty, operation)
            else:
                fault = _unclear(response, nasty)
            if fault:
                faults.append(f"{field} = {nasty}: {response.status_code} {fault}")

    assert faults == []
    assert changed(before).keys() <= COUNTED.get(name, set())


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.slow] if "page" in reader else [])
        for name, (reader, _) in COLUMNS.items()
    ],
)
def test_a_column_of_a_load_takes_sense_or_refuses_clearly(world: World, name: str):
    operation, call, before = operations()[name], every_call(world)[name](), all_tables()
    reader, columns = COLUMNS[name]
    [(list_name, [row])] = call.body.items()
    faults = []

    for column in columns:
        for nasty in for_kinds({"string"}):
            body = nasty.body(json.dumps, lambda value, c=column: {list_name: [{**row, c: value}]})
            with UndoneIfDone() as done:
                response = send(operation, call, body=body)
                if response.status_code < 400 and reader:
                    told = send(operations()[reader], Call()).json()
                    fault = _lost(told, nasty)
                else:
                    fault = "" if response.status_code < 400 else _unclear(response, nasty)
                done(response)
            if fault:
                faults.append(f"{column} = {nasty}: {response.status_code} {fault}")

    assert faults == []
    assert changed(before) == {}


def test_every_bulk_load_is_known_here():
    loads = {
        name
        for name in WITH_BODY
        for field in fields(operations()[name].body_schema)
        if field.place == (field.place[0], "[]") and field.kinds == {"object"}
    }

    assert loads == set(COLUMNS)


@pytest.mark.parametrize("name", WITH_BODY)
def test_a_body_that_is_none_is_refused_clearly(world: World, name: str):
    operation, call, before = operations()[name], every_call(world)[name](), all_tables()
    faults = []

    for body in BODIES:
        with UndoneIfDone() as done:
            response = send(operation, call, body=body)
            done(response)
        fault = _unclear(response, Nasty(raw=body)) if response.status_code >= 400 else "taken"
        if fault == "taken" and name in ANYTHING_GOES and body.startswith(b"{"):
            continue
        if fault:
            faults.append(f"{body[:40]!r}: {response.status_code} {fault}")

    assert faults == []
    assert changed(before).keys() <= COUNTED.get(name, set())


# --- addresses --------------------------------------------------------------------------------

IN_ADDRESSES = [
    quote(text.encode("utf-8", "replace"), safe="")
    for text in (*TEXTS, "-1", "0", "1.5", "9" * 30, "true", "NaN", str(UUID(int=0)))
    if len(text) < 2**19
] + ["%ff%fe", "%c0%80", "%ed%a0%80", "%u0041", "a%2fb", "%2e%2e%2f", "M" * 20_000]
WITH_PATH = sorted(name for name, one in operations().items() if one.path_names)
WITH_QUERY = sorted(
    name
    for name, one in operations().items()
    if any(parameter["in"] == "query" for parameter in one.said["parameters"])
)


@pytest.mark.parametrize("name", WITH_PATH)
def test_whatever_stands_in_a_path_is_answered_clearly(world: World, name: str):
    operation, call, before = operations()[name], every_call(world)[name](), all_tables()
    faults = []

    for parameter in operation.path_names:
        for text in IN_ADDRESSES:
            with UndoneIfDone() as done:
                response = send(operation, call, values={parameter: text})
                done(response)
            fault = _unclear_address(operation, response, text)
            if fault:
                faults.append(f"{parameter}={text[:60]}: {response.status_code} {fault}")

    assert faults == []
    assert changed(before) == {}


@pytest.mark.parametrize("name", WITH_QUERY)
def test_whatever_stands_in_a_query_is_answered_clearly(world: World, name: str):
    operation, call, before = operations()[name], every_call(world)[name](), all_tables()
    faults = []

    for parameter in operation.said["parameters"]:
        for text in IN_ADDRESSES if parameter["in"] == "query" else ():
            with UndoneIfDone() as done:
                query = f"{call.query or '?'}&{parameter['name']}={text}"
                response = send(operation, call, query=query)
                done(response)
            fault = _unclear_address(operation, response, text)
            if fault:
                faults.append(f"{parameter['name']}={text[:60]}: {response.status_code} {fault}")

    assert faults == []
    assert changed(before) == {}


def _unclear_address(operation: Operation, response: Any, text: str) -> str:
    if response.status_code < 400:
        return ""
    elsewhere = response.json()["code"] in ("request.not_found", "request.method_not_allowed")
    if str(response.status_code) not in operation.said["responses"] and not elsewhere:
        return "an undeclared status"
    return _unclear(response, Nasty(unquote(text)))


def _lost(told: Any, nasty: Nasty) -> str:
    """Return what is wrong when a load took a value: it is not among what can be read."""
    sent = _tidy(nasty.value)
    if nasty.raw is not None or not isinstance(sent, str) or not sent:
        return "" if nasty.raw is None else f"took {nasty.raw!r}"
    return "" if sent in set(map(_tidy, _leaves(told))) else "cannot be read back"


def _leaves(answer: Any) -> Iterator[Any]:
    if isinstance(answer, dict | list):
        for one in answer.values() if isinstance(answer, dict) else answer:
            yield from _leaves(one)
    elif isinstance(answer, str):
        yield answer


def _unclear(response: Any, nasty: Nasty) -> str:
    """Return what is wrong with a refusal; what was sent may be quoted, as long as it is short."""
    text = response.content.decode()
    if response.status_code >= 500 or response["Content-Type"] != "application/problem+json":
        return f"{response['Content-Type']} {text[:300]}"
    problem = json.loads(text)
    if not problem["detail"] or not re.fullmatch(r"[a-z_]+\.[a-z_0-9]+", problem["code"]):
        return f"no code or detail: {text[:300]}"
    if len(text) > LONGEST_PROBLEM:
        return f"says {len(text)} characters"
    for quoted in (json.dumps(nasty.value, ensure_ascii=False), json.dumps(repr(nasty.value))):
        text = text.replace(quoted.strip("\"'"), "…")
    if told := SECRETS_OF_THE_HOUSE.search(text):
        start = max(0, told.start() - 80)
        return f"tells {told[0]!r}: {text[start : told.end() + 80]}"
    return ""


def _altered(response: Any, field: Field, nasty: Nasty, operation: Operation) -> str:
    """Return what is wrong with an answer to a value that was accepted."""
    if nasty.raw is not None and nasty.raw != b"1e-400":
        return f"took {nasty.raw!r}"
    if not _fits(nasty.value, field.kinds):
        return "took another type"
    told = list(_values(response.json(), field.place[-1])) if response.content else []
    sent = _tidy(nasty.value)
    if sent and told and isinstance(nasty.value, str) and sent not in map(_tidy, told):
        return f"became {told[0]!r}"
    return ""


def _fits(value: Any, kinds: set[str]) -> bool:
    """Return whether a value is of one of these JSON types; `1.0` is no integer, `true` no number."""
    python = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "null": type(None),
        "object": dict,
        "array": list,
    }
    if isinstance(value, bool):
        return "boolean" in kinds
    return any(isinstance(value, python[kind]) for kind in kinds)


def _tidy(value: Any) -> Any:
    """Return a text as every context may keep it: composed, trimmed, blanks as one."""
    if not isinstance(value, str):
        return value
    return " ".join(unicodedata.normalize("NFC", value).split())


def _values(answer: Any, name: str) -> Iterator[Any]:
    if isinstance(answer, dict):
        for key, value in answer.items():
            if key == name:
                yield value
            yield from _values(value, name)
    elif isinstance(answer, list):
        for one in answer:
            yield from _values(one, name)


class UndoneIfDone:
    """Undoes what an accepted request did; what a refused one did stays, to be found."""

    def __enter__(self) -> Any:
        self._savepoint, self._undo = transaction.savepoint(), False
        return self._look

    def _look(self, response: Any) -> None:
        broken = connection.connection.info.transaction_status.name == "INERROR"
        self._undo = broken or response.status_code < 400

    def __exit__(self, *_: object) -> None:
        if self._undo:
            transaction.savepoint_rollback(self._savepoint)
            forget_all()
        else:
            transaction.savepoint_commit(self._savepoint)
