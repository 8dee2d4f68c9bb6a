"""The API's document, walked: every operation, whatever was added since yesterday."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from serai.config.api import api

Json = dict[str, Any]


@cache
def document() -> Json:
    """Return the document as clients read it."""
    made: Json = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/")))
    return made


@dataclass(frozen=True)
class Operation:
    """One verb at one path."""

    name: str
    verb: str
    path: str
    said: Json

    @property
    def area(self) -> str:
        return [*self.path.split("/"), "", ""][2]

    @property
    def scope(self) -> str:
        """Return the scope that a key needs; empty: no key is asked for."""
        needs = self.said.get("security") or [{"SeraiKey": [""]}]
        return needs[0]["SeraiKey"][0]

    @property
    def needs_shopper(self) -> bool:
        return all("Bearer" in need for need in self.said.get("security", [{}]))

    @property
    def takes_a_key(self) -> bool:
        """Return whether it takes an Idempotency-Key."""
        return any(one["name"] == "Idempotency-Key" for one in self.said.get("parameters", []))

    @property
    def success(self) -> set[int]:
        return {int(status) for status in self.said["responses"] if status < "300"}

    @property
    def body_schema(self) -> Json | None:
        content = self.said.get("requestBody", {}).get("content", {})
        return content.get("application/json", {}).get("schema")

    @property
    def path_names(self) -> list[str]:
        return [one["name"] for one in self.said.get("parameters", []) if one["in"] == "path"]


@cache
def operations() -> dict[str, Operation]:
    """Return every operation by its name."""
    found = [
        Operation(said["operationId"], verb, path, said)
        for path, verbs in document()["paths"].items()
        for verb, said in verbs.items()
    ]
    return {one.name: one for one in found}


def resolved(schema: Json) -> Json:
    """Return the schema that a reference names."""
    while "$ref" in schema:
        schema = document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


@cache
def strict() -> Json:
    """Return the schemas as they would be if nothing undeclared were allowed."""
    return _strict(document()["components"])


def _strict(part: Any) -> Any:
    if isinstance(part, dict):
        closed = {"additionalProperties": False} if isinstance(part.get("properties"), dict) else {}
        return closed | {name: _strict(value) for name, value in part.items()}
    return [_strict(one) for one in part] if isinstance(part, list) else part


@dataclass(frozen=True)
class Field:
    """A place in a body where a plain value stands, such as `address.city` or `lines[].quantity`."""

    place: tuple[str, ...]
    schema: Json

    def __str__(self) -> str:
        return ".".join(self.place).replace(".[]", "[]")

    @property
    def kinds(self) -> set[str]:
        parts = [resolved(one) for one in self.schema.get("anyOf", [self.schema])]
        return {str(part.get("type")) for part in parts}


def fields(schema: Json, place: tuple[str, ...] = ()) -> Iterator[Field]:
    """
    Return every plain value of a body; lists are entered, dictionaries of anything are values.

    A place where anything at all may stand is left out: nothing is wrong there.
    """
    schema = resolved(schema)
    for choice in schema.get("anyOf", []):
        if {"properties", "items"} & resolved(choice).keys():
            schema = resolved(choice)
    if "properties" in schema:
        for name, part in schema["properties"].items():
            yield from fields(part, (*place, name))
    elif schema.get("type") == "array":
        yield from fields(schema["items"], (*place, "[]"))
    elif schema.keys() & {"type", "anyOf", "enum", "const"}:
        yield Field(place, schema)


def with_value(body: Any, place: tuple[str, ...], value: Any) -> Any:
    """Return a body in which one place holds another value; parts that are missing are made."""
    if not place:
        return value
    first, *rest = place
    if first == "[]":
        items = list(body or [{}])
        return [with_value(items[0], tuple(rest), value), *items[1:]]
    return {**(body or {}), first: with_value((body or {}).get(first), tuple(rest), value)}
