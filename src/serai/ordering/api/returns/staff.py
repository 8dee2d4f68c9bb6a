"""What staff does with goods that come back."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.catalog.public import channel
from serai.kernel import clock
from serai.ordering.api.refusals import refusals
from serai.ordering.api.returns.schemas import (
    DecisionIn,
    ReceiptIn,
    ReturnOut,
    ReturnRequestIn,
    ReturnRulesIO,
    ReturnsOut,
)
from serai.ordering.api.returns.shop import return_of
from serai.ordering.domain.returns.return_state import ReturnState
from serai.ordering.domain.returns.rules import Rule
from serai.ordering.queries.returns.return_view import return_of_id, returns_of_state
from serai.ordering.queries.returns.rules import return_rules
from serai.ordering.usecases.returns.decide_return import (
    approve_return,
    cancel_return,
    refuse_return,
)
from serai.ordering.usecases.returns.receive_return import (
    InspectedUnits,
    ReceiveReturn,
    receive_return,
)
from serai.ordering.usecases.returns.request_return import request_return
from serai.ordering.usecases.returns.set_return_rules import set_return_rules
from serai.plumbing.api import answer, answered_once, idempotency_key, staff

router = Router()
_READ, _WRITE = staff("orders:read"), staff("orders:write")


class StaffReturnsQuery(Schema):
    """Which returns."""

    state: ReturnState | None = None
    cursor: Annotated[UUID | None, Field(description="`next_cursor` of the page before.")] = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


@router.get(
    "/returns",
    auth=_READ,
    response={200: ReturnsOut, **refusals()},
    operation_id="returns_for_staff",
)
def get_staff_returns(request: HttpRequest, query: Query[StaffReturnsQuery]) -> HttpResponse:
    """List returns, the oldest first: what has waited longest is on top."""
    state = query.state.value if query.state else ""
    items = returns_of_state(state, limit=query.limit, after=query.cursor)
    return answer(
        {"items": items, "next_cursor": items[-1].id if len(items) == query.limit else None}
    )


@router.get(
    "/returns/{return_id}",
    auth=_READ,
    response={200: ReturnOut, **refusals(404)},
    operation_id="return_for_staff",
)
def get_staff_return(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Show a return."""
    return answer(return_of_id(return_id))


@router.post(
    "/orders/{order_id}/returns",
    auth=_WRITE,
    response={200: ReturnOut, **refusals(404, 409)},
    operation_id="request_return_for_staff",
)
def post_staff_return(request: HttpRequest, order_id: UUID, body: ReturnRequestIn) -> HttpResponse:
    """Take goods back that a shopper brings or sends, also beyond the rules; it is approved at once."""
    key = idempotency_key(request, "request_return_for_staff")
    command = return_of(order_id, f"staff {key.key}", body, key.scope)
    return answered_once(
        request, "request_return_for_staff", lambda: request_return(command, now=clock.now())
    )


@router.post(
    "/returns/{return_id}/approval",
    auth=_WRITE,
    response={200: ReturnOut, **refusals(404, 409)},
    operation_id="approve_return",
)
def post_approval(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Let goods come back."""
    return answered_once(
        request, "approve_return", lambda: approve_return(return_id, now=clock.now())
    )


@router.post(
    "/returns/{return_id}/refusal",
    auth=_WRITE,
    response={200: ReturnOut, **refusals(404, 409)},
    operation_id="refuse_return",
)
def post_refusal(request: HttpRequest, return_id: UUID, body: DecisionIn) -> HttpResponse:
    """Refuse to take goods back; the shopper reads why."""
    return answered_once(
        request,
        "refuse_return",
        lambda: refuse_return(return_id, reason=body.reason, now=clock.now()),
    )


@router.post(
    "/returns/{return_id}/cancellation",
    auth=_WRITE,
    response={200: ReturnOut, **refusals(404, 409)},
    operation_id="cancel_return_for_staff",
)
def post_staff_return_cancellation(
    request: HttpRequest, return_id: UUID, body: DecisionIn
) -> HttpResponse:
    """Call a return off whose goods are not here."""
    return answered_once(
        request,
        "cancel_return_for_staff",
        lambda: cancel_return(return_id, reason=body.reason, now=clock.now()),
    )


@router.post(
    "/returns/{return_id}/receipt",
    auth=_WRITE,
    response={200: ReturnOut, **refusals(404, 409)},
    operation_id="receive_return",
)
def post_receipt(request: HttpRequest, return_id: UUID, body: ReceiptIn) -> HttpResponse:
    """Take goods in, unit by unit: good ones are in stock again, and what they gave goes back."""
    key = idempotency_key(request, "receive_return")
    command = ReceiveReturn(
        return_id,
        body.location_id,
        [InspectedUnits(**line.dict()) for line in body.lines],
        key.scope,
    )
    return answered_once(
        request, "receive_return", lambda: receive_return(command, now=clock.now())
    )


@router.get(
    "/return-rules/{channel_code}",
    auth=_READ,
    response={200: ReturnRulesIO, **refusals(404)},
    operation_id="return_rules",
)
def get_return_rules(request: HttpRequest, channel_code: str) -> HttpResponse:
    """Tell for how long goods may come back to a channel; without rules, thirty days without a fee."""
    return answer({"rules": return_rules(channel(channel_code).code)})


@router.put(
    "/return-rules/{channel_code}",
    auth=_WRITE,
    response={200: ReturnRulesIO, **refusals(404)},
    operation_id="set_return_rules",
)
def put_return_rules(request: HttpRequest, channel_code: str, body: ReturnRulesIO) -> HttpResponse:
    """Let these be all rules of a channel."""
    rules = [Rule(**rule.dict()) for rule in body.rules]
    return answer({"rules": set_return_rules(channel(channel_code).code, rules)})
