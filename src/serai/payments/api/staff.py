"""What staff sees of payments and may do with them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.kernel.money import Money
from serai.payments.api.money_in import MoneyIn
from serai.payments.api.staff_captures import router as captures
from serai.payments.api.staff_disputes import router as disputes
from serai.payments.api.staff_instalments import router as instalments
from serai.payments.api.staff_methods import router as methods
from serai.payments.queries.payment_view import payment
from serai.payments.queries.refund_view import refunds_of_payment
from serai.payments.usecases.refund_payment import RefundPayment, refund_payment
from serai.plumbing.api import Input, MoneyOut, Problem, answer, idempotency_key, staff
from serai.plumbing.idempotency import answer_once

router = Router()
router.add_router("", captures)
router.add_router("", disputes)
router.add_router("", methods)
router.add_router("", instalments)


class PaymentOut(Schema):
    """One payment of an order."""

    id: UUID
    order_id: UUID
    cart_id: UUID
    channel_code: str
    purpose: str
    method: str
    label: Annotated[str, Field(description="Such as `Visa •••• 4242`; empty until it is known.")]
    card_country: Annotated[
        str,
        Field(
            description="Where the card was issued, ISO 3166-1 alpha-2; empty where nobody knows."
        ),
    ]
    card_fingerprint: Annotated[
        str,
        Field(description="The processor's name of the card itself; empty where it has none."),
    ]
    state: Annotated[
        str,
        Field(
            description="processing, requires_action, pending, authorised, captured, failed or voided."
        ),
    ]
    capture_at: Annotated[
        str, Field(description="When the money is taken: now, or hand_over of the goods.")
    ]
    amount: MoneyOut
    authorised: Annotated[MoneyOut, Field(description="Set aside, or taken at once.")]
    capturing: Annotated[MoneyOut, Field(description="Asked to be taken, not yet confirmed.")]
    released: Annotated[MoneyOut, Field(description="Set aside, and will not be taken.")]
    captured: MoneyOut
    refunding: Annotated[MoneyOut, Field(description="Asked back, not yet confirmed.")]
    refunded: MoneyOut
    disputed: Annotated[
        MoneyOut, Field(description="Taken back by a bank that has not decided yet.")
    ]
    charged_back: Annotated[MoneyOut, Field(description="Taken back by a bank for good.")]
    processor: str
    processor_reference: str
    failure_code: str
    action_url: Annotated[
        str, Field(description="Where the shopper must go while the state is requires_action.")
    ]
    started_at: datetime
    settled_at: datetime | None
    expires_at: Annotated[
        datetime | None, Field(description="Until when the amount stays set aside.")
    ]


class RefundOut(Schema):
    """Money on its way back."""

    id: UUID
    payment_id: UUID
    key: str
    state: Annotated[str, Field(description="requested, confirmed or refused.")]
    amount: MoneyOut
    reason: str
    failure_code: str
    requested_at: datetime
    settled_at: datetime | None


class PaymentAndRefunds(Schema):
    """A payment and what was given back of it."""

    payment: PaymentOut
    refunds: list[RefundOut]


class RefundIn(Input):
    """How much to give back, and why."""

    amount: Annotated[MoneyIn | None, Field(description="Without it, all that is left.")] = None
    reason: Annotated[str, Field(min_length=1, max_length=200, examples=["Damaged on arrival"])]


@router.get(
    "/payments/{payment_id}",
    response={200: PaymentAndRefunds, 401: Problem, 403: Problem, 404: Problem},
    auth=staff("orders:read"),
    operation_id="payment",
)
def get_payment(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """Show a payment and what was given back of it."""
    found, refunds = payment(payment_id), refunds_of_payment(payment_id)
    return answer({"payment": found, "refunds": refunds})


@router.post(
    "/payments/{payment_id}/refunds",
    response={
        202: RefundOut,
        400: Problem,
        401: Problem,
        403: Problem,
        404: Problem,
        409: Problem,
        422: Problem,
    },
    auth=staff("orders:write"),
    operation_id="refund_payment",
)
def post_refund(request: HttpRequest, payment_id: UUID, payload: RefundIn) -> HttpResponse:
    """Give money of a captured payment back. Repeating the Idempotency-Key refunds once."""
    key = idempotency_key(request, "refund_payment")
    asked = payload.amount
    amount = None if asked is None else Money(asked.minor, asked.currency)
    command = RefundPayment(payment_id, f"staff {key.key}", payload.reason, amount)
    return answer(answer_once(key, lambda: refund_payment(command, now=clock.now())), status=202)
