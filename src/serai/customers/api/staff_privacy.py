"""Requests about personal data, for staff and their programs."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.customers.api.privacy_schemas import (
    StaffPrivacyRequestOut,
    StaffPrivacyRequestsOut,
    told_to_staff,
)
from serai.customers.api.schemas import REFUSALS
from serai.customers.queries.privacy.request_view import (
    LARGEST_PAGE,
    privacy_request,
    privacy_request_page,
)
from serai.customers.usecases.privacy.ask import ask_for_erasure, ask_for_export
from serai.customers.usecases.privacy.withdraw_erasure import withdraw_erasure
from serai.kernel import clock
from serai.plumbing.api import Problem, answer, answered_once, caller_of, staff

router = Router()
_SCOPE = staff("customers:erase")


class WantedRequests(Schema):
    """Which requests."""

    state: Annotated[str, Field(max_length=10, description="In this state; empty: all.")] = ""
    cursor: Annotated[str | None, Field(max_length=1000)] = None
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 50


@router.get(
    "/privacy-requests",
    auth=_SCOPE,
    response={200: StaffPrivacyRequestsOut, **REFUSALS},
    operation_id="privacy_request_page",
)
def get_requests(request: HttpRequest, wanted: Query[WantedRequests]) -> HttpResponse:
    """Requests about personal data, the newest first."""
    now = clock.now()
    page = privacy_request_page(state=wanted.state, cursor=wanted.cursor, limit=wanted.limit)
    items = [told_to_staff(each, now=now) for each in page.items]
    return answer({"items": items, "next_cursor": page.next_cursor})


@router.get(
    "/privacy-requests/{request_id}",
    auth=_SCOPE,
    response={200: StaffPrivacyRequestOut, 404: Problem, **REFUSALS},
    operation_id="privacy_request",
)
def get_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request, with what became of it."""
    return answer(told_to_staff(privacy_request(request_id), now=clock.now()))


@router.post(
    "/customers/{customer_id}/personal-data/export",
    auth=_SCOPE,
    response={200: StaffPrivacyRequestOut, 404: Problem, **REFUSALS},
    operation_id="export_customer",
)
def post_export(request: HttpRequest, customer_id: UUID) -> HttpResponse:
    """Have everything that is held of a person put together, for somebody who asked by letter."""
    now, by = clock.now(), caller_of(request).name
    return answered_once(
        request,
        "export_customer",
        lambda: told_to_staff(ask_for_export(customer_id, by=by, now=now), now=now),
    )


@router.post(
    "/customers/{customer_id}/personal-data/erasure",
    auth=_SCOPE,
    response={200: StaffPrivacyRequestOut, 404: Problem, **REFUSALS},
    operation_id="forget_customer",
)
def post_erasure(request: HttpRequest, customer_id: UUID) -> HttpResponse:
    """Have a person forgotten who asked by letter. It begins at once, or when what is under way has ended."""
    now, by = clock.now(), caller_of(request).name
    return answered_once(
        request,
        "forget_customer",
        lambda: told_to_staff(ask_for_erasure(customer_id, by=by, now=now), now=now),
    )


@router.post(
    "/privacy-requests/{request_id}/withdrawal",
    auth=_SCOPE,
    response={200: StaffPrivacyRequestOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="withdraw_erasure_for",
)
def post_withdrawal(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Let a person be remembered after all, as long as nothing was forgotten yet."""
    now = clock.now()
    return answered_once(
        request,
        "withdraw_erasure_for",
        lambda: told_to_staff(withdraw_erasure(request_id), now=now),
    )
