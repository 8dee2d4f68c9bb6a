"""What a change of the API's description means for clients."""

from copy import deepcopy

import pytest

from serai.config.openapi.changes import Change, changes

DOCUMENT = {
    "paths": {
        "/things/{id}": {
            "put": {
                "operationId": "change_thing",
                "summary": "Change a thing",
                "security": [{"SeraiKey": ["shop"]}],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "at", "in": "query", "schema": {"type": "integer", "maximum": 9}},
                ],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/ThingIn"}}
                    },
                },
                "responses": {
                    "200": {
                        "description": "OK",
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/ThingOut"}
                            }
                        },
                    },
                    "404": {"description": "Not found"},
                },
            }
        }
    },
    "components": {
        "schemas": {
            "ThingIn": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "maxLength": 10},
                    "size": {"enum": ["s", "m"], "type": "string"},
                    "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                },
            },
            "ThingOut": {
                "type": "object",
                "required": ["id", "name"],
                "properties": {
                    "id": {"type": "string", "format": "uuid"},
                    "name": {"type": "string"},
                    "parts": {"type": "array", "items": {"type": "integer"}},
                    "state": {"enum": ["new", "old"], "type": "string"},
                },
            },
        }
    },
}
PUT = "PUT /things/{id}"
OPERATION = ("paths", "/things/{id}", "put")
THING_IN, THING_OUT = (
    ("components", "schemas", name, "properties") for name in ("ThingIn", "ThingOut")
)
GONE = object()


def changed(*places: tuple[tuple, object]) -> list[Change]:
    """Return the changes when these places hold other values; `GONE` removes one."""
    new = deepcopy(DOCUMENT)
    for path, value in places:
        part = new
        for step in path[:-1]:
            part = part[step]
        if value is GONE:
            del part[path[-1]]
        else:
            part[path[-1]] = value
    return changes(DOCUMENT, new)


def test_nothing_has_changed():
    assert changes(DOCUMENT, deepcopy(DOCUMENT)) == []


def test_words_break_nobody():
    assert changed(((*OPERATION, "summary"), "Alter a thing")) == []


@pytest.mark.parametrize(
    ("place", "value", "where", "what"),
    [
        (OPERATION, GONE, PUT, "operation removed"),
        ((*OPERATION, "operationId"), "alter", PUT, "now called alter"),
        ((*OPERATION, "security"), [], PUT, "other keys or tokens are needed"),
        ((*OPERATION, "parameters", 1), {"name": "to", "in": "query", "schema": {}},
         f"{PUT} query at", "parameter removed"),
        ((*OPERATION, "parameters", 1, "required"), True, f"{PUT} query at", "now required"),
        ((*OPERATION, "parameters", 1, "schema", "maximum"), 8, f"{PUT} query at",
         "maximum 9 became 8"),
        ((*OPERATION, "parameters", 1, "schema", "minimum"), 1, f"{PUT} query at",
         "minimum None became 1"),
        ((*OPERATION, "responses", "200"), GONE, PUT, "no longer answers 200"),
        ((*OPERATION, "responses", "202"), {"description": ""}, PUT, "may answer 202"),
        ((*OPERATION, "requestBody", "content", "application/json"), GONE, f"{PUT} body",
         "no longer application/json"),
        ((*THING_IN, "name", "type"), "integer", "ThingIn.name", "type string became integer"),
        ((*THING_IN, "name", "maxLength"), 9, "ThingIn.name", "maxLength 10 became 9"),
        ((*THING_IN, "name", "pattern"), "^a", "ThingIn.name", "pattern None became ^a"),
        ((*THING_IN, "size", "enum"), ["s"], "ThingIn.size", "no longer 'm'"),
        ((*THING_IN, "note"), {"type": "string"}, "ThingIn.note", "no longer null"),
        ((*THING_IN, "note"), GONE, "ThingIn.note", "field removed"),
        ((*THING_IN[:-1], "required"), ["name", "size"], "ThingIn.size", "now required"),
        ((*THING_OUT, "name"), GONE, "ThingOut.name", "field removed"),
        ((*THING_OUT, "id", "format"), "date", "ThingOut.id", "format uuid became date"),
        ((*THING_OUT, "parts", "items", "type"), "string", "ThingOut.parts[]",
         "type integer became string"),
        ((*THING_OUT, "state", "enum"), ["new", "old", "lost"], "ThingOut.state", "also 'lost'"),
        ((*THING_OUT, "name"), {"anyOf": [{"type": "string"}, {"type": "null"}]}, "ThingOut.name",
         "also null"),
        ((*THING_OUT[:-1], "required"), ["id"], "ThingOut.name", "no longer always there"),
    ],
)  # fmt: skip
def test_it_breaks_who_relies_on_it(place, value, where: str, what: str):
    assert Change(where, what, breaking=True) in changed((place, value))


@pytest.mark.parametrize(
    ("place", "value", "where", "what"),
    [
        (("paths", "/others"), {"get": {}}, "GET /others", "operation added"),
        ((*OPERATION, "parameters", 1, "schema", "maximum"), 10, f"{PUT} query at",
         "maximum 9 became 10"),
        ((*OPERATION, "responses", "404"), GONE, PUT, "no longer answers 404"),
        ((*OPERATION, "responses", "409"), {"description": ""}, PUT, "may answer 409"),
        ((*THING_IN, "colour"), {"type": "string"}, "ThingIn.colour", "field added"),
        ((*THING_IN, "name", "maxLength"), 11, "ThingIn.name", "maxLength 10 became 11"),
        ((*THING_IN, "size", "enum"), ["s", "m", "l"], "ThingIn.size", "also 'l'"),
        ((*THING_IN, "name"), {"anyOf": [{"type": "string", "maxLength": 10}, {"type": "null"}]},
         "ThingIn.name", "also null"),
        ((*THING_IN[:-1], "required"), [], "ThingIn.name", "no longer always there"),
        ((*THING_OUT, "colour"), {"type": "string"}, "ThingOut.colour", "field added"),
        ((*THING_OUT, "state", "enum"), ["new"], "ThingOut.state", "no longer 'old'"),
        ((*THING_OUT[:-1], "required"), ["id", "name", "state"], "ThingOut.state",
         "now required"),
    ],
)  # fmt: skip
def test_it_breaks_nobody(place, value, where: str, what: str):
    assert changed((place, value)) == [Change(where, what, breaking=False)]


def test_a_change_says_itself():
    assert str(Change("Thing.name", "field removed", breaking=True)) == (
        "BREAKING  Thing.name: field removed"
    )
