"""Payouts of processors and differences between books, for staff and their programs."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.payments.queries.reconciliation.check_view import latest_checks
from serai.payments.queries.reconciliation.difference_view import difference, difference_page
from serai.payments.queries.reconciliation.payout_view import payout, payout_page
from serai.payments.usecases.reconciliation.close_difference import (
    CloseDifference,
    close_difference,
)
from serai.payments.usecases.reconciliation.take_in_payout import take_in_payout_file
from serai.plumbing.api import Input, MoneyOut, Problem, answer, idempotency_key, staff
from serai.plumbing.idempotency import answer_once

router = Router()
_READ, _WRITE = staff("orders:read"), staff("orders:write")
_REFUSALS = {401: Problem, 403: Problem}
LONGEST = 5_000_000
"""Characters of a payout file."""


class PageOf(Input):
    """Which page of a list."""

    cursor: Annotated[str | None, Field(description="From the page before.")] = None
    limit: Annotated[int, Field(strict=False, ge=1, le=200)] = 50


class DifferencesOf(PageOf):
    """Which differences."""

    only_open: Annotated[bool, Field(description="False: also those that are closed.")] = True


class PayoutOut(Schema):
    """What a processor sent to our bank."""

    id: UUID
    processor: str
    reference: Annotated[str, Field(description="The processor's own name of it.")]
    amount: MoneyOut
    fee: Annotated[MoneyOut, Field(description="What the processor kept.")]
    lines: int
    matched: Annotated[int, Field(description="Lines that belong to payments of ours.")]
    arrives_on: date
    taken_in_at: datetime


class PayoutsPage(Schema):
    """Some payouts, the last taken in first."""

    items: list[PayoutOut]
    next_cursor: str | None


class PayoutFileIn(Input):
    """A file that tells what payouts are made of."""

    format: Annotated[
        str,
        Field(
            max_length=30, description="serai (our own CSV) or stripe (payout reconciliation, CSV)."
        ),
    ]
    content: Annotated[str, Field(min_length=1, max_length=LONGEST, description="The file's text.")]


class DifferenceOut(Schema):
    """Where two books disagree."""

    id: UUID
    kind: Annotated[
        str,
        Field(
            description="order, ledger, charged, refunded, taken_back, unknown, missing, changed, payout_sum."
        ),
    ]
    subject: str
    sentence: Annotated[str, Field(description="What disagrees, in English.")]
    by: Annotated[MoneyOut, Field(description="How much the other book has more than ours.")]
    processor: str
    payment_id: UUID | None
    order_id: UUID | None
    found_at: datetime
    seen_at: datetime
    closed_at: datetime | None
    note: str


class DifferencesPage(Schema):
    """Some differences, newest first."""

    items: list[DifferenceOut]
    next_cursor: str | None


class ClosingIn(Input):
    """What came of looking into a difference."""

    note: Annotated[str, Field(min_length=1, max_length=500)]


class CheckOut(Schema):
    """A comparison of orders, ledger and processors."""

    id: UUID
    since: datetime
    until: datetime
    orders: int
    payments: int
    movements: Annotated[int, Field(description="Lines read from processors' books.")]
    found: Annotated[int, Field(description="Differences that it saw.")]
    unread: Annotated[
        list[str], Field(description="Processors that did not answer: of them nothing is proven.")
    ]


@router.get(
    "/payouts",
    auth=_READ,
    response={200: PayoutsPage, 400: Problem, **_REFUSALS},
    operation_id="payout_page",
)
def get_payouts(request: HttpRequest, wanted: Query[PageOf]) -> HttpResponse:
    """Payouts of processors to our bank."""
    return answer(payout_page(cursor=wanted.cursor, limit=wanted.limit))


@router.get(
    "/payouts/{payout_id}",
    auth=_READ,
    response={200: PayoutOut, 404: Problem, **_REFUSALS},
    operation_id="payout",
)
def get_payout(request: HttpRequest, payout_id: UUID) -> HttpResponse:
    """One payout."""
    return answer(payout(payout_id))


@router.post(
    "/payouts",
    auth=_WRITE,
    response={201: list[PayoutOut], 404: Problem, 409: Problem, 422: Problem, **_REFUSALS},
    operation_id="take_in_payout_file",
)
def post_payouts(request: HttpRequest, body: PayoutFileIn) -> HttpResponse:
    """Take in a file of payouts: matched to payments, posted, and what does not fit kept on a list."""
    key = idempotency_key(request, "take_in_payout_file")
    content = body.content.encode()
    taken = answer_once(key, lambda: take_in_payout_file(body.format, content, now=clock.now()))
    return answer(taken, status=201)


@router.get(
    "/money-differences",
    auth=_READ,
    response={200: DifferencesPage, 400: Problem, **_REFUSALS},
    operation_id="difference_page",
)
def get_differences(request: HttpRequest, wanted: Query[DifferencesOf]) -> HttpResponse:
    """Where orders, ledger and processors disagree."""
    return answer(
        difference_page(only_open=wanted.only_open, cursor=wanted.cursor, limit=wanted.limit)
    )


@router.get(
    "/money-differences/{difference_id}",
    auth=_READ,
    response={200: DifferenceOut, 404: Problem, **_REFUSALS},
    operation_id="difference",
)
def get_difference(request: HttpRequest, difference_id: UUID) -> HttpResponse:
    """One difference."""
    return answer(difference(difference_id))


@router.post(
    "/money-differences/{difference_id}/closing",
    auth=_WRITE,
    response={200: DifferenceOut, 404: Problem, 409: Problem, 422: Problem, **_REFUSALS},
    operation_id="close_difference",
)
def post_closing(request: HttpRequest, difference_id: UUID, body: ClosingIn) -> HttpResponse:
    """Close a difference that somebody has looked into; if it is still there, the next check says so."""
    key = idempotency_key(request, "close_difference")
    command = CloseDifference(difference_id, body.note)
    return answer(answer_once(key, lambda: close_difference(command, now=clock.now())))


@router.get(
    "/money-checks",
    auth=_READ,
    response={200: list[CheckOut], **_REFUSALS},
    operation_id="latest_checks",
)
def get_checks(request: HttpRequest) -> HttpResponse:
    """The latest nightly checks that orders = ledger = processors."""
    return answer(latest_checks())
