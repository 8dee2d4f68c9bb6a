"""Staff take what is set aside, or let it go, and read what happened to a payment."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.kernel.money import Money
from serai.payments.api.money_in import MoneyIn
from serai.payments.queries.payment_timeline import payment_timeline
from serai.payments.queries.payment_view import payment
from serai.payments.usecases.capture_payment import CapturePayment, capture_payment
from serai.payments.usecases.release_payment import release_payment_later
from serai.plumbing.api import Input, MoneyOut, Problem, answer, idempotency_key, staff
from serai.plumbing.db import unit_of_work
from serai.plumbing.idempotency import answer_once

router = Router()

REFUSALS = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}


class CaptureIn(Input):
    """How much of what is set aside to take, and why."""

    amount: Annotated[MoneyIn | None, Field(description="Without it, all that is left.")] = None
    reason: Annotated[str, Field(min_length=1, max_length=200, examples=["First parcel sent"])]
    is_final: Annotated[
        bool, Field(strict=True, description="Let the rest go: nothing more will be taken.")
    ] = False


class CaptureOut(Schema):
    """Money that is being taken of what was set aside."""

    id: UUID
    payment_id: UUID
    key: str
    state: Annotated[str, Field(description="requested, confirmed or refused.")]
    amount: MoneyOut
    is_final: bool
    reason: str
    failure_code: str
    requested_at: datetime
    settled_at: datetime | None


class ReleaseOut(Schema):
    """What is being let go."""

    payment_id: UUID
    amount: Annotated[MoneyOut, Field(description="What is still set aside.")]


class HappeningOut(Schema):
    """One thing that happened to a payment."""

    at: datetime
    what: Annotated[
        str,
        Field(
            description=(
                "started, requires_action, pending, authorised, captured, released, failed, voided,"
                " capture_requested, capture_refused, refund_requested, refunded, refund_refused,"
                " disputed, dispute_contested, dispute_accepted, dispute_won or dispute_lost."
            )
        ),
    ]
    amount: MoneyOut | None
    source: Annotated[
        str, Field(description="How we heard of it: call, webhook, return, recovery …")
    ]
    note: str


class Timeline(Schema):
    """What happened to a payment, oldest first."""

    happenings: list[HappeningOut]


@router.get(
    "/payments/{payment_id}/timeline",
    response={200: Timeline, 401: Problem, 403: Problem, 404: Problem},
    auth=staff("orders:read"),
    operation_id="payment_timeline",
)
def get_timeline(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """Tell what happened to a payment's money, in the order in which it happened."""
    return answer({"happenings": payment_timeline(payment_id)})


@router.post(
    "/payments/{payment_id}/captures",
    response={202: CaptureOut, **REFUSALS},
    auth=staff("orders:write"),
    operation_id="capture_payment",
)
def post_capture(request: HttpRequest, payment_id: UUID, payload: CaptureIn) -> HttpResponse:
    """Take money of what a payment has set aside. Repeating the Idempotency-Key takes once."""
    key = idempotency_key(request, "capture_payment")
    asked = payload.amount
    command = CapturePayment(
        payment_id,
        f"staff {key.key}",
        payload.reason,
        None if asked is None else Money(asked.minor, asked.currency),
        is_final=payload.is_final,
    )
    return answer(answer_once(key, lambda: capture_payment(command, now=clock.now())), status=202)


@router.post(
    "/payments/{payment_id}/release",
    response={202: ReleaseOut, **REFUSALS},
    auth=staff("orders:write"),
    operation_id="release_payment",
)
def post_release(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """Let go of what a payment has set aside and not taken; what was taken stays taken."""
    key = idempotency_key(request, "release_payment")

    @unit_of_work()
    def release() -> dict[str, object]:
        standing = payment(payment_id)
        release_payment_later(payment_id)
        return {"payment_id": standing.id, "amount": standing.capturable}

    return answer(answer_once(key, release), status=202)
