"""What the endpoints of webhooks take and give, in words for the API's document."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, BeforeValidator, Field

from serai.plumbing.api import Input

Label = Annotated[
    str, Field(min_length=1, max_length=200, description="What people call the program.")
]
Url = Annotated[
    str,
    Field(
        min_length=1,
        max_length=1000,
        description="Where the program listens: https, and outside our own network.",
        examples=["https://erp.example/serai"],
    ),
]
Patterns = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=100)]],
    Field(
        min_length=1,
        max_length=50,
        description="Types of events: `order.placed`, all of a thing with `order.*`, or all with `*`.",
        examples=[["order.*", "payment.refunded"]],
    ),
]
Channels = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=64)]],
    Field(
        max_length=50, description="Only events of these channels, and those of none; empty: all."
    ),
]


def _text_only(value: object) -> object:
    if not isinstance(value, str | datetime):
        raise ValueError("Write an instant as text with its offset.")  # noqa: TRY004 - as pydantic asks
    return value


Instant = Annotated[AwareDatetime, BeforeValidator(_text_only)]


class EndpointIn(Input):
    """A program that wants to be told."""

    label: Label
    url: Url
    event_types: Patterns
    channels: Channels = []


class EndpointChange(Input):
    """What is different from now on; what is left out stays."""

    label: Label | None = None
    url: Url | None = None
    event_types: Patterns | None = None
    channels: Channels | None = None
    active: Annotated[bool | None, Field(description="Switch it on or off.")] = None


class RotationIn(Input):
    """How long the old secret still signs beside the new one."""

    overlap_hours: Annotated[int, Field(strict=True, ge=0, le=24 * 7)] = 24


class ReplayIn(Input):
    """What to deliver again."""

    what: Annotated[
        Literal["failed", "everything"],
        Field(
            description="What failed or waits since then, or every event of the time, told or not."
        ),
    ]
    since: Instant
    until: Annotated[
        Instant | None, Field(description="With `everything`; without it, until now.")
    ] = None


class EndpointOut(Schema):
    """An endpoint; its secrets are never shown again."""

    id: UUID
    label: str
    url: str
    event_types: list[str]
    channels: list[str]
    active: bool
    inactive_because: Annotated[str, Field(description="Why it is switched off.")]
    failures: Annotated[int, Field(description="Failures in a row.")]
    failing_since: datetime | None
    paused_until: Annotated[
        datetime | None, Field(description="It rests until then: it failed too often in a row.")
    ]
    last_success_at: datetime | None
    previous_secret_until: Annotated[
        datetime | None, Field(description="Until then an older secret signs as well.")
    ]
    created_at: datetime


class EndpointWithSecret(EndpointOut):
    """An endpoint with its new secret, which is told this once."""

    secret: Annotated[str, Field(description="Verifies signatures; keep it.", examples=["whsec_…"])]


class EndpointsOut(Schema):
    """Every endpoint, the oldest first."""

    items: list[EndpointOut]


class DeliveryOut(Schema):
    """An event on its way to an endpoint."""

    id: UUID
    endpoint_id: UUID
    event_id: Annotated[UUID, Field(description="The `webhook-id` that the endpoint sees.")]
    event_type: str
    state: Annotated[str, Field(description="waiting, delivered or given_up.")]
    attempts: int
    begun_at: datetime
    due_at: Annotated[datetime | None, Field(description="When it is tried next.")]
    settled_at: datetime | None


class DeliveryPage(Schema):
    """One page of deliveries, newest first."""

    items: list[DeliveryOut]
    next_cursor: str | None


class TryOut(Schema):
    """One try to deliver."""

    tried_at: datetime
    status: Annotated[int | None, Field(description="What was answered, if anybody answered.")]
    error: str
    answer: Annotated[str, Field(description="The beginning of what was answered.")]
    milliseconds: int


class DeliveryLogOut(Schema):
    """A delivery with its tries, newest first."""

    delivery: DeliveryOut
    tries: list[TryOut]


class PageQuery(Schema):
    """Which deliveries."""

    state: Literal["waiting", "delivered", "given_up"] | None = None
    cursor: Annotated[
        str | None, Field(max_length=500, description="`next_cursor` of the page before.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Replayed(Schema):
    """How many deliveries wait now to be tried."""

    deliveries: int


class Pinged(Schema):
    """The delivery of a test message."""

    delivery_id: UUID


class EventTypeOut(Schema):
    """An event that programs can subscribe to."""

    type: str
    version: int
    summary: str
    subject: Annotated[
        str, Field(description="The field that says what it is about, if it is one thing.")
    ]
    schema_id: Annotated[str, Field(description="`dataschema` of the envelope.")]
    data_schema: Annotated[dict[str, Any], Field(description="JSON Schema of `data`.")]
    example: dict[str, Any]


class EventTypesOut(Schema):
    """Every public event."""

    items: list[EventTypeOut]
