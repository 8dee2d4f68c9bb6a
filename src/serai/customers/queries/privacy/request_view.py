"""Requests about personal data, as people see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from serai.customers.domain.privacy_request import DUE, PrivacyRequestNotFound
from serai.customers.models import PrivacyRequest
from serai.kernel.pages import Page, decode_cursor, encode_cursor

LARGEST_PAGE = 200


@dataclass(frozen=True, slots=True)
class PartView:
    """What became of one part of what was held: how much is erased, and what is kept, why and until when."""

    context: str
    what: str
    erased: int
    kept: int
    reason: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class PrivacyRequestView:
    """
    A request about personal data.

    `waits_for` says by code what must end before a person can be forgotten; `due_by` until when it is answered.
    """

    id: UUID
    customer_id: UUID
    kind: str
    state: str
    asked_at: datetime
    asked_by: str
    begins_at: datetime
    due_by: datetime
    ended_at: datetime | None
    expires_at: datetime | None
    waits_for: Mapping[str, int]
    parts: list[PartView]

    @classmethod
    def of(cls, row: PrivacyRequest) -> Self:
        """Return the view of a row."""
        return cls(
            id=row.pk,
            customer_id=row.customer_id,
            kind=row.kind,
            state=row.state,
            asked_at=row.asked_at,
            asked_by=row.asked_by,
            begins_at=row.begins_at,
            due_by=row.asked_at + DUE,
            ended_at=row.ended_at,
            expires_at=row.expires_at,
            waits_for=row.waits_for,
            parts=[_part(each) for each in row.report.values()],
        )


def privacy_request(request_id: UUID, *, customer_id: UUID | None = None) -> PrivacyRequestView:
    """
    Return one request; with a customer, only theirs. One statement.

    Raises:
        PrivacyRequestNotFound: no such request, or somebody else's.
    """
    found = PrivacyRequest.objects.defer("content").filter(pk=request_id)
    if customer_id is not None:
        found = found.filter(customer_id=customer_id)
    row = found.first()
    if row is None:
        raise PrivacyRequestNotFound
    return PrivacyRequestView.of(row)


def privacy_requests_of(customer_id: UUID, *, limit: int = 20) -> list[PrivacyRequestView]:
    """Return the newest requests of a customer, the newest first; one statement."""
    rows = PrivacyRequest.objects.defer("content").filter(customer_id=customer_id)
    return [PrivacyRequestView.of(row) for row in rows.order_by("-pk")[:limit]]


def privacy_request_page(
    *, state: str = "", cursor: str | None = None, limit: int = 50
) -> Page[PrivacyRequestView]:
    """
    Return requests, the newest first; one statement a page.

    Raises:
        BadCursor: the cursor is of another list.
    """
    rows = PrivacyRequest.objects.defer("content").order_by("-pk")
    if state:
        rows = rows.filter(state=state)
    if cursor:
        [last] = decode_cursor(cursor, UUID)
        rows = rows.filter(pk__lt=last)
    limit = max(1, min(limit, LARGEST_PAGE))
    found = [PrivacyRequestView.of(row) for row in rows[: limit + 1]]
    if len(found) <= limit:
        return Page(found)
    return Page(found[:limit], encode_cursor(found[limit - 1].id))


def _part(kept: dict[str, Any]) -> PartView:
    until = kept.get("until")
    return PartView(
        kept["context"],
        kept["what"],
        kept["erased"],
        kept["kept"],
        kept["reason"],
        datetime.fromisoformat(until) if until else None,
    )
