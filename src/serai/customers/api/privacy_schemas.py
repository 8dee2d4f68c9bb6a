"""Requests about personal data, as they are told."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.customers.queries.privacy.export_link import export_link
from serai.customers.queries.privacy.request_view import PrivacyRequestView


class PartOut(Schema):
    """What became of one part of what was held."""

    context: Annotated[str, Field(description="Who held it.", examples=["ordering"])]
    what: Annotated[str, Field(description="What it is, in English.", examples=["Orders"])]
    erased: Annotated[int, Field(description="How many say nothing about the person any more.")]
    kept: Annotated[int, Field(description="How many stay for now.")]
    reason: Annotated[
        str, Field(description="Why they stay: books, pharmacy, controlled, proof; or empty.")
    ]
    until: Annotated[
        datetime | None, Field(description="When the last of them may go; null with `kept`: never.")
    ]


class PrivacyRequestOut(Schema):
    """A request about personal data."""

    id: UUID
    customer_id: UUID
    kind: Annotated[str, Field(description='"export" or "erasure".')]
    state: Annotated[
        str, Field(description="asked, waiting, working, ready, done, expired or withdrawn.")
    ]
    asked_at: datetime
    begins_at: Annotated[
        datetime, Field(description="When it begins; until then it can be undone.")
    ]
    due_by: Annotated[datetime, Field(description="By when it is answered at the latest.")]
    ended_at: datetime | None
    expires_at: Annotated[datetime | None, Field(description="Until when the export is there.")]
    waits_for: Annotated[
        dict[str, int], Field(description="What must end first: how many, by code.")
    ]
    parts: Annotated[list[PartOut], Field(description="What became of what was held.")]
    url: Annotated[str | None, Field(description="Opens the export, for an hour.")]


class PrivacyRequestsOut(Schema):
    """Requests, the newest first."""

    items: list[PrivacyRequestOut]


class StaffPrivacyRequestOut(PrivacyRequestOut):
    """A request as staff see it."""

    asked_by: Annotated[str, Field(description='"customer", or which program or member of staff.')]


class StaffPrivacyRequestsOut(Schema):
    """Some requests, and where the next page starts."""

    items: list[StaffPrivacyRequestOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


def told(request: PrivacyRequestView, *, now: datetime) -> dict[str, Any]:
    """Return a request as its person is told it."""
    plain = asdict(request)
    del plain["asked_by"]
    return {**plain, "url": export_link(request, now=now)}


def told_to_staff(request: PrivacyRequestView, *, now: datetime) -> dict[str, Any]:
    """Return a request as staff are told it."""
    return {**told(request, now=now), "asked_by": request.asked_by}
