"""Which events are told outside, and in what shape: read from the event classes."""

import inspect
from dataclasses import dataclass
from typing import Any

import msgspec

from serai.kernel.events import Event, Outside, public_events

PING = "webhook.ping"
"""What a test ping is called; every endpoint takes it."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EventType:
    """An event that programs outside can subscribe to. `data_schema` and `example` are of its data."""

    type: str
    version: int
    summary: str
    subject: str
    schema_id: str
    data_schema: Json
    example: Json


def event_catalogue() -> list[EventType]:
    """Return every public event, by its type."""
    return [_described(event) for _, event in sorted(public_events().items())]


def told_types() -> tuple[list[str], list[str]]:
    """Return the types of public events in the house, and outside, in pairs."""
    told = public_events()
    return [event.type for event in told.values()], list(told)


def schema_id(outside: Outside) -> str:
    """Return the stable name of the shape of an event's data."""
    return f"urn:serai:event:{outside.type}:{outside.version}"


def _described(event: type[Event]) -> EventType:
    outside = event.outside
    assert outside is not None, "only public events are described"
    summary = " ".join((inspect.getdoc(event) or "").partition("\n\n")[0].split())
    return EventType(
        type=outside.type,
        version=outside.version,
        summary=summary.removesuffix("Version 1.").rstrip(),
        subject=outside.subject,
        schema_id=schema_id(outside),
        data_schema=_schema(event, outside),
        example={name: told.example for name, told in outside.fields.items()},
    )


def _schema(event: type[Event], outside: Outside) -> Json:
    _, parts = msgspec.json.schema_components([event])
    known = parts[event.__name__]["properties"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": schema_id(outside),
        "type": "object",
        "properties": {
            name: {**known[name], "description": told.words}
            for name, told in outside.fields.items()
        },
        "required": list(outside.fields),
    }
