"""Staff: plans of instalments, and the terms under which channels offer them."""

from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.catalog.public import channel
from serai.kernel import clock
from serai.kernel.money import Money
from serai.payments.api.instalment_schemas import (
    ChannelInstalmentTermsIO,
    InstalmentPaymentIn,
    InstalmentPlanDetailOut,
    InstalmentPlanOut,
    InstalmentPlansOut,
    InstalmentsPaidOut,
    InstalmentTermsIO,
    WaiverIn,
)
from serai.payments.api.shop_instalments import paid_once
from serai.payments.domain.instalments.plan_state import PlanState
from serai.payments.domain.instalments.terms import Every, Terms
from serai.payments.queries.instalments.offered_terms import offered_terms, terms_as_json
from serai.payments.queries.instalments.plan_view import (
    plan_in_detail,
    plan_of_order,
    plans_in_state,
)
from serai.payments.usecases.instalments.pay_instalments import PayInstalments
from serai.payments.usecases.instalments.set_terms import BadInstalmentTerms, set_terms
from serai.payments.usecases.instalments.waive_instalments import (
    WaiveInstalments,
    waive_instalments,
)
from serai.plumbing.api import Problem, answer, answered_once, staff

router = Router()

REFUSALS = {401: Problem, 403: Problem, 404: Problem, 422: Problem}
READ, WRITE = staff("orders:read"), staff("orders:write")


class StaffPlansQuery(Schema):
    """Which plans."""

    state: Annotated[
        Literal["agreed", "open", "ended", "void"] | None, Field(description="Only these.")
    ] = None
    overdue: Annotated[bool, Field(description="Only those with a part that is overdue.")] = False
    order_id: Annotated[UUID | None, Field(description="Only the plan of this order.")] = None
    before: Annotated[UUID | None, Field(description="The last plan of the page before.")] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


@router.get(
    "/instalment-plans",
    auth=READ,
    response={200: InstalmentPlansOut, **REFUSALS},
    operation_id="plans",
)
def get_plans(request: HttpRequest, query: Query[StaffPlansQuery]) -> HttpResponse:
    """List plans of instalments, the newest first."""
    if query.order_id is not None:
        plan = plan_of_order(query.order_id)
        return answer({"items": [plan] if plan else []})
    state = PlanState(query.state) if query.state else None
    found = plans_in_state(state, overdue=query.overdue, before=query.before, limit=query.limit)
    return answer({"items": found})


@router.get(
    "/instalment-plans/{plan_id}",
    auth=READ,
    response={200: InstalmentPlanDetailOut, **REFUSALS},
    operation_id="plan",
)
def get_plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Show a plan, and what it takes to end it today."""
    return answer(plan_in_detail(plan_id, on=clock.now().date()))


@router.post(
    "/instalment-plans/{plan_id}/payments",
    auth=WRITE,
    response={
        201: InstalmentsPaidOut,
        202: InstalmentsPaidOut,
        400: Problem,
        409: Problem,
        503: Problem,
        **REFUSALS,
    },
    operation_id="pay_instalments_for_customer",
)
def post_payment(request: HttpRequest, plan_id: UUID, body: InstalmentPaymentIn) -> HttpResponse:
    """Charge a kept card for a part, or with number 0 to end the plan, because the shopper asked for it."""
    return paid_once(
        request,
        PayInstalments(plan_id, body.number, body.expected_minor, instrument_id=body.instrument_id),
    )


@router.post(
    "/instalment-plans/{plan_id}/waiver",
    auth=WRITE,
    response={200: InstalmentPlanOut, 400: Problem, 409: Problem, **REFUSALS},
    operation_id="waive_instalments",
)
def post_waiver(request: HttpRequest, plan_id: UUID, body: WaiverIn) -> HttpResponse:
    """Let parts off: nothing more is asked for them."""
    command = WaiveInstalments(plan_id, body.reason, body.numbers)
    return answered_once(
        request, "waive_instalments", lambda: waive_instalments(command, now=clock.now())
    )


@router.get(
    "/instalment-terms/{channel_code}",
    auth=READ,
    response={200: ChannelInstalmentTermsIO, **REFUSALS},
    operation_id="instalment_terms",
)
def get_terms(request: HttpRequest, channel_code: str) -> HttpResponse:
    """Tell under which terms a channel lets orders be paid in parts."""
    return answer(_told(channel(channel_code).code))


@router.put(
    "/instalment-terms/{channel_code}",
    auth=WRITE,
    response={200: ChannelInstalmentTermsIO, **REFUSALS},
    operation_id="set_instalment_terms",
)
def put_terms(
    request: HttpRequest, channel_code: str, body: ChannelInstalmentTermsIO
) -> HttpResponse:
    """Let these, in this order, be all that a channel offers; plans that were agreed stay as they are."""
    currency = channel(channel_code).currency
    set_terms(channel_code, [_read(n, one, currency) for n, one in enumerate(body.terms, 1)])
    return answer(_told(channel_code))


def _told(channel_code: str) -> dict[str, Any]:
    return {"terms": [terms_as_json(offer.terms) for offer in offered_terms(channel_code)]}


def _read(line: int, said: InstalmentTermsIO, currency: str) -> Terms:
    try:
        return Terms(
            parts=said.parts,
            step=said.step,
            every=Every(said.every),
            least=Money(said.least_minor, currency),
            most=Money(said.most_minor, currency),
            fee=Money(said.fee_minor, currency) if said.fee_minor else None,
            interest=Decimal(said.interest),
        )
    except ValueError as mistake:
        raise BadInstalmentTerms(line, str(mistake)) from None
