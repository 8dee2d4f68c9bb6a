"""Staff see what banks take back, and say something to it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.payments.queries.dispute_pages import undecided_disputes
from serai.payments.queries.dispute_view import disputes_of_payment
from serai.payments.queries.payment_view import payment
from serai.payments.usecases.answer_dispute import AnswerDispute, answer_dispute
from serai.plumbing.api import Input, MoneyOut, Problem, answer, idempotency_key, staff
from serai.plumbing.idempotency import answer_once

router = Router()


class DisputeOut(Schema):
    """Money of a payment that its shopper's bank has taken back (a chargeback)."""

    id: UUID
    payment_id: UUID
    state: Annotated[str, Field(description="opened, contested, won or lost.")]
    amount: MoneyOut
    reason: Annotated[str, Field(description="The bank's, such as fraudulent.")]
    evidence: str
    opened_at: datetime
    due_at: Annotated[datetime | None, Field(description="Until when evidence is taken.")]
    answered_at: datetime | None
    closed_at: datetime | None
    processor_reference: str


class Disputes(Schema):
    """Several disputes."""

    disputes: list[DisputeOut]


class AnswerIn(Input):
    """What is said to a dispute."""

    evidence: Annotated[
        str,
        Field(
            max_length=20_000,
            description="What speaks for us; without it the dispute is accepted as lost.",
            examples=["Signed delivery note of 3 March, tracking number 1Z999."],
        ),
    ] = ""


@router.get(
    "/disputes",
    response={200: Disputes, 401: Problem, 403: Problem},
    auth=staff("orders:read"),
    operation_id="undecided_disputes",
)
def get_disputes(request: HttpRequest) -> HttpResponse:
    """List the disputes that are not decided, the most pressing first; 200 at most."""
    return answer({"disputes": undecided_disputes()})


@router.get(
    "/payments/{payment_id}/disputes",
    response={200: Disputes, 401: Problem, 403: Problem, 404: Problem},
    auth=staff("orders:read"),
    operation_id="disputes_of_payment",
)
def get_disputes_of_payment(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """List the disputes of a payment, oldest first."""
    payment(payment_id)
    return answer({"disputes": disputes_of_payment(payment_id)})


@router.post(
    "/disputes/{dispute_id}/answer",
    response={
        202: DisputeOut,
        400: Problem,
        401: Problem,
        403: Problem,
        404: Problem,
        409: Problem,
        422: Problem,
    },
    auth=staff("orders:write"),
    operation_id="answer_dispute",
)
def post_answer(request: HttpRequest, dispute_id: UUID, payload: AnswerIn) -> HttpResponse:
    """Contest a dispute with evidence, or accept it as lost. A bank takes one answer."""
    key = idempotency_key(request, "answer_dispute")
    command = AnswerDispute(dispute_id, payload.evidence)
    return answer(answer_once(key, lambda: answer_dispute(command, now=clock.now())), status=202)
