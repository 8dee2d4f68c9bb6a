"""Segments, for staff and their programs."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import get_current_timezone
from ninja import Query, Router, Schema
from pydantic import Field

from serai.customers.api.schemas import REFUSALS
from serai.customers.queries.segments.members import (
    LARGEST_PAGE,
    members_of_segment,
    why_in_segment,
)
from serai.customers.queries.segments.segment_view import segment, segments
from serai.customers.usecases.delete_segment import delete_segment
from serai.customers.usecases.write_segment import WriteSegment, write_segment
from serai.kernel import clock
from serai.kernel.conditions import Moment
from serai.plumbing.api import Input, Problem, answer, answered_once, empty, staff
from serai.plumbing.api.problem import locale_of
from serai.plumbing.conditions import words_in

router = Router()
_READ, _WRITE = staff("customers:read"), staff("customers:write")
_Purpose = Annotated[
    str, Field(max_length=40, description="What members are looked up for.", examples=["profiling"])
]


class SegmentIn(Input):
    """A segment as it shall be."""

    code: Annotated[str, Field(max_length=64, examples=["new-in-spring"])]
    name: Annotated[str, Field(min_length=1, max_length=200, examples=["New in spring"])]
    conditions: Annotated[
        dict[str, Any],
        Field(
            description="A tree of conditions over customers.",
            examples=[{"rules": [{"field": "predicted.churn", "operator": ">", "value": "0.5"}]}],
        ),
    ]
    purpose: _Purpose = "profiling"


class SegmentChangeIn(SegmentIn):
    """A segment as it shall be from now on."""

    version: Annotated[
        int, Field(strict=True, ge=1, le=2**31 - 1, description="The version that was read.")
    ]


class SegmentOut(Schema):
    """A segment."""

    id: UUID
    code: str
    name: str
    purpose: str
    conditions: dict[str, Any]
    digest: Annotated[str, Field(description="Names what the conditions say.")]
    version: int
    created_at: datetime
    updated_at: datetime


class Segments(Schema):
    """Every segment."""

    items: list[SegmentOut]


class Members(Schema):
    """Some members, and where the next page starts."""

    items: list[UUID]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class Membership(Schema):
    """Whether a customer belongs, and why."""

    belongs: Annotated[bool, Field(description="Matches, and allows the use.")]
    matches: Annotated[bool, Field(description="What the conditions say.")]
    allowed: Annotated[bool, Field(description="What the customer says.")]
    because: Annotated[str, Field(description="The rule that decided, in words.")]


class ForWhat(Schema):
    """For which use."""

    purpose: _Purpose = "profiling"


class WhichMembers(ForWhat):
    """For which use, and which page."""

    cursor: Annotated[str | None, Field(max_length=1000)] = None
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 100


@router.get("/segments", auth=_READ, response={200: Segments, **REFUSALS}, operation_id="segments")
def get_segments(request: HttpRequest) -> HttpResponse:
    """Every segment, by code."""
    return answer({"items": segments()})


@router.get(
    "/segments/{segment_id}",
    auth=_READ,
    response={200: SegmentOut, 404: Problem, **REFUSALS},
    operation_id="segment",
)
def get_segment(request: HttpRequest, segment_id: UUID) -> HttpResponse:
    """One segment."""
    return answer(segment(segment_id))


@router.post(
    "/segments",
    auth=_WRITE,
    response={200: SegmentOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="write_segment",
)
def post_segment(request: HttpRequest, body: SegmentIn) -> HttpResponse:
    """Write a new segment."""
    command = WriteSegment(**body.dict())
    return answered_once(request, "write_segment", lambda: write_segment(command, now=clock.now()))


@router.put(
    "/segments/{segment_id}",
    auth=_WRITE,
    response={200: SegmentOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="change_segment",
)
def put_segment(request: HttpRequest, segment_id: UUID, body: SegmentChangeIn) -> HttpResponse:
    """Write a segment's next version; refused when somebody else was faster."""
    command = WriteSegment(segment_id=segment_id, **body.dict())
    return answer(write_segment(command, now=clock.now()))


@router.delete(
    "/segments/{segment_id}",
    auth=_WRITE,
    response={204: None, 404: Problem, **REFUSALS},
    operation_id="delete_segment",
)
def remove_segment(request: HttpRequest, segment_id: UUID) -> HttpResponse:
    """Delete a segment; nobody's data are touched, since it keeps nobody."""
    delete_segment(segment_id)
    return empty()


@router.get(
    "/segments/{segment_id}/members",
    auth=_READ,
    response={200: Members, 404: Problem, **REFUSALS},
    operation_id="members_of_segment",
)
def get_members(
    request: HttpRequest, segment_id: UUID, wanted: Query[WhichMembers]
) -> HttpResponse:
    """Ids of customers who match now and allow the use, oldest first."""
    page = members_of_segment(
        segment_id, purpose=wanted.purpose, at=_now(), cursor=wanted.cursor, limit=wanted.limit
    )
    return answer(page)


@router.get(
    "/segments/{segment_id}/members/{customer_id}",
    auth=_READ,
    response={200: Membership, 404: Problem, **REFUSALS},
    operation_id="why_in_segment",
)
def get_membership(
    request: HttpRequest, segment_id: UUID, customer_id: UUID, wanted: Query[ForWhat]
) -> HttpResponse:
    """Whether a customer belongs, and because of which rule."""
    words = words_in(locale_of(request), get_current_timezone())
    found = why_in_segment(segment_id, customer_id, purpose=wanted.purpose, at=_now(), words=words)
    return answer(
        {
            "belongs": found.belongs,
            "matches": found.matches,
            "allowed": found.allowed,
            "because": found.because,
        }
    )


def _now() -> Moment:
    return Moment(clock.now(), get_current_timezone())
