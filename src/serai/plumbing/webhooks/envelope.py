"""The envelope of an event outside: CloudEvents 1.0 (cloudevents.io), structured, as JSON."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from serai.kernel.events import Outside, public_events
from serai.plumbing.webhooks.catalogue import PING, schema_id

CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"
_PING = Outside(PING, {})


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as the outbox has it; `type` is its type outside."""

    id: UUID
    type: str
    payload: dict[str, Any]
    occurred_at: datetime


def envelope(event: Happened, *, source: str) -> dict[str, Any]:
    """
    Return what leaves the house: the declared fields and no others.

    Args:
        event: what happened.
        source: the address of this installation; with the id it is unique in the world.

    Raises:
        LookupError: no public event has this type.
    """
    outside = _PING if event.type == PING else public_events()[event.type].outside
    assert outside is not None, "public events say how they are told"
    told = {
        "specversion": "1.0",
        "id": str(event.id),
        "source": source,
        "type": outside.type,
        "time": event.occurred_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "dataschema": schema_id(outside),
        "data": {name: event.payload[name] for name in outside.fields if name in event.payload},
    }
    return {**told, "subject": event.payload[outside.subject]} if outside.subject else told
