"""The shop: a customer's plans of instalments."""

from dataclasses import asdict, replace
from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.payments.api.instalment_schemas import (
    InstalmentCardIn,
    InstalmentPaymentIn,
    InstalmentPlanDetailOut,
    InstalmentPlanOut,
    InstalmentPlansOut,
    InstalmentsPaidOut,
)
from serai.payments.queries.instalments.plan_view import (
    plan_in_detail,
    plans_of_customer,
)
from serai.payments.usecases.instalments.change_card import change_card
from serai.payments.usecases.instalments.pay_instalments import (
    PaidView,
    PayInstalments,
    pay_instalments,
)
from serai.payments.usecases.instalments.return_from_bank import return_from_bank
from serai.plumbing.api import Problem, answer, answered_once, caller_of, idempotency_key, shopper
from serai.plumbing.idempotency import answer_once, kept_answer

router = Router(auth=shopper)

REFUSALS = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 422: Problem, 429: Problem}


class PlansQuery(Schema):
    """Which plans."""

    order_id: Annotated[UUID | None, Field(description="Only the plan of this order.")] = None


@router.get(
    "/me/instalment-plans",
    response={200: InstalmentPlansOut, **REFUSALS},
    operation_id="plans_of_customer",
)
def get_plans(request: HttpRequest, query: Query[PlansQuery]) -> HttpResponse:
    """List the customer's plans of instalments, the newest first."""
    return answer({"items": plans_of_customer(_me(request), order_id=query.order_id)})


@router.get(
    "/me/instalment-plans/{plan_id}",
    response={200: InstalmentPlanDetailOut, **REFUSALS},
    operation_id="plan_of_instalments",
)
def get_plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show a plan: each part with its day, amount and state, and what it takes to end it today."""
    today = clock.now().date()
    return answer(plan_in_detail(plan_id, customer_id=_me(request), on=today))


@router.post(
    "/me/instalment-plans/{plan_id}/payments",
    response={
        201: InstalmentsPaidOut,
        202: InstalmentsPaidOut,
        409: Problem,
        503: Problem,
        **REFUSALS,
    },
    operation_id="pay_instalments",
)
def post_payment(request: HttpRequest, plan_id: UUID, body: InstalmentPaymentIn) -> HttpResponse:
    """
    Pay a part now, or with number 0 all that is open, with a kept card.

    201: it is paid, or the card was declined. 202: follow `action_url`, or look again later.
    """
    home = settings.SERAI_STOREFRONT_URL
    command = PayInstalments(
        plan_id=plan_id,
        number=body.number,
        expected_minor=body.expected_minor,
        return_url=f"{home}/account/instalments/{plan_id}/payment-return",
        customer_id=_me(request),
        instrument_id=body.instrument_id,
    )
    return paid_once(request, command)


@router.post(
    "/me/instalment-plans/{plan_id}/payment-return",
    response={200: InstalmentPlanOut, 503: Problem, **REFUSALS},
    operation_id="return_from_bank",
)
def post_return(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Tell that the browser came back from the bank; what the bank says is asked for, not believed."""
    me = _me(request)
    key = idempotency_key(request, "return_from_bank")
    told = kept_answer(key)
    if told is None:
        plan = return_from_bank(plan_id, customer_id=me, now=clock.now())
        told = answer_once(key, lambda: asdict(plan))
    return answer(told)


@router.post(
    "/me/instalment-plans/{plan_id}/card",
    response={200: InstalmentPlanOut, 409: Problem, **REFUSALS},
    operation_id="change_card",
)
def post_card(request: HttpRequest, plan_id: UUID, body: InstalmentCardIn) -> HttpResponse:
    """Let another kept card be charged from now on; what is overdue is tried with it today."""
    me = _me(request)
    return answered_once(
        request,
        "change_card",
        lambda: change_card(plan_id, body.instrument_id, customer_id=me, now=clock.now()),
    )


def paid_once(request: HttpRequest, command: PayInstalments) -> HttpResponse:
    """Pay, or tell again what came of it when the request came first."""
    key = idempotency_key(request, "pay_instalments")
    told = kept_answer(key)
    if told is None:
        digest = sha256(f"{key.scope} {key.key}".encode()).hexdigest()
        paid = pay_instalments(replace(command, key=digest), now=clock.now())
        told = answer_once(key, lambda: told_of(paid))
    waits = told["state"] in ("requires_action", "processing")
    return answer(told, 202 if waits else 201)


def told_of(paid: PaidView) -> dict[str, Any]:
    """Return what is told of a payment for a plan."""
    return {
        "plan": asdict(paid.plan),
        "payment_id": paid.payment.id,
        "state": paid.payment.state.value,
        "action_url": paid.payment.action_url,
        "failure_code": paid.payment.failure_code,
    }


def _me(request: HttpRequest) -> UUID:
    customer_id = caller_of(request).customer_id
    assert customer_id is not None
    return customer_id
