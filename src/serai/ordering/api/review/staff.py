"""Orders that are held, and the rules that hold them, for staff."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.ordering.api.orders.schemas import OrderOut
from serai.ordering.api.refusals import refusals
from serai.ordering.domain.review.hold_state import HoldState, RuleMode
from serai.ordering.queries.review.hold_rules import hold_rules
from serai.ordering.queries.review.hold_view import MOST, hold_page, holds_of_order
from serai.ordering.usecases.review.decide_holds import (
    DecideHolds,
    reject_order,
    release_order,
)
from serai.ordering.usecases.review.hold_order import HoldOrder, hold_order
from serai.ordering.usecases.review.write_hold_rule import (
    WriteHoldRule,
    delete_hold_rule,
    write_hold_rule,
)
from serai.plumbing.api import (
    Input,
    MoneyOut,
    answer,
    answered_once,
    caller_of,
    empty,
    idempotency_key,
    staff,
)
from serai.plumbing.idempotency import answer_once

router = Router()
_READ, _WRITE = staff("orders:read"), staff("orders:write")
Reason = Annotated[
    str, Field(min_length=1, max_length=200, examples=["Called the shopper: all is well"])
]
Conditions = Annotated[
    dict[str, Any],
    Field(
        description="A tree of rules: field, operator, value; and, or, not.",
        examples=[
            {"combinator": "and", "rules": [{"field": "total", "operator": ">", "value": 500}]}
        ],
    ),
]


class HoldIn(Input):
    """Why."""

    reason: Reason


class FoundOut(Schema):
    """One thing that a rule found in an order."""

    field: str
    operator: str
    found: Any


class HoldOut(Schema):
    """One reason for which an order's goods stay here, stayed, or would have."""

    id: UUID
    order_id: UUID
    number: Annotated[str, Field(description="Of the order, for people.")]
    order_state: str
    placed_at: datetime
    total: MoneyOut
    channel_code: str
    kind: Annotated[str, Field(description="rule, staff, or who else holds orders.")]
    rule_id: UUID | None
    rule_version: int | None
    name: str
    why: Annotated[str, Field(description="In a sentence.")]
    reasons: list[FoundOut]
    state: HoldState
    opened_at: datetime
    opened_by: str
    decided_at: datetime | None
    decided_by: str
    note: str


class HoldsOut(Schema):
    """What holds an order, held it, or would have; oldest first."""

    items: list[HoldOut]


class HoldPageOut(HoldsOut):
    """One page of holds, who waits longest first."""

    next_cursor: str | None


class HoldQuery(Schema):
    """Which holds."""

    state: HoldState = HoldState.OPEN
    cursor: Annotated[str | None, Field(max_length=500)] = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


class HoldRuleIn(Input):
    """A rule as it shall be."""

    name: Annotated[str, Field(min_length=1, max_length=200, examples=["Large first orders"])]
    conditions: Conditions
    mode: Annotated[
        RuleMode,
        Field(description="off; shadow: it notes what it would hold; on: it holds."),
    ] = RuleMode.SHADOW


class HoldRuleChangeIn(HoldRuleIn):
    """A rule as it shall be, and the version that is replaced."""

    version: Annotated[int, Field(strict=True, ge=1)]


class HoldRuleOut(Schema):
    """A rule that holds orders."""

    id: UUID
    name: str
    mode: RuleMode
    conditions: Conditions
    version: int
    created_at: datetime
    updated_at: datetime


class HoldRulesOut(Schema):
    """Every rule, by name."""

    items: list[HoldRuleOut]


@router.get(
    "/holds", auth=_READ, response={200: HoldPageOut, **refusals()}, operation_id="held_orders"
)
def get_holds(request: HttpRequest, query: Query[HoldQuery]) -> HttpResponse:
    """List holds in a state, who waits longest first."""
    return answer(hold_page(state=query.state.value, cursor=query.cursor, limit=query.limit))


@router.get(
    "/orders/{order_id}/holds",
    auth=_READ,
    response={200: HoldsOut, **refusals(404)},
    operation_id="holds_of_order",
)
def get_holds_of_order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Show what holds an order, held it, or would have."""
    return answer({"items": holds_of_order(order_id)})


@router.post(
    "/orders/{order_id}/holds",
    auth=_WRITE,
    response={200: HoldOut, **refusals(404, 409)},
    operation_id="hold_order",
)
def post_hold(request: HttpRequest, order_id: UUID, body: HoldIn) -> HttpResponse:
    """Keep an order's goods here until somebody decides. Its money stays where it is."""
    command = HoldOrder(order_id, body.reason, by=_who(request))
    return answered_once(request, "hold_order", lambda: hold_order(command, now=clock.now()))


@router.post(
    "/orders/{order_id}/release",
    auth=_WRITE,
    response={200: HoldsOut, **refusals(404, 409)},
    operation_id="release_order",
)
def post_release(request: HttpRequest, order_id: UUID, body: HoldIn) -> HttpResponse:
    """Let the goods of a held order go."""
    command = DecideHolds(order_id, body.reason, _who(request))
    return answered_once(
        request, "release_order", lambda: {"items": release_order(command, now=clock.now())}
    )


@router.post(
    "/orders/{order_id}/rejection",
    auth=_WRITE,
    response={200: OrderOut, **refusals(404, 409)},
    operation_id="reject_order",
)
def post_rejection(request: HttpRequest, order_id: UUID, body: HoldIn) -> HttpResponse:
    """Call a held order off; goods and money go back."""
    command = DecideHolds(order_id, body.reason, _who(request))
    return answered_once(request, "reject_order", lambda: reject_order(command, now=clock.now()))


@router.get(
    "/hold-rules",
    auth=_READ,
    response={200: HoldRulesOut, **refusals()},
    operation_id="hold_rules",
)
def get_hold_rules(request: HttpRequest) -> HttpResponse:
    """List every rule that holds orders, is being tried, or is off."""
    return answer({"items": hold_rules()})


@router.post(
    "/hold-rules",
    auth=_WRITE,
    response={201: HoldRuleOut, **refusals()},
    operation_id="create_hold_rule",
)
def post_hold_rule(request: HttpRequest, body: HoldRuleIn) -> HttpResponse:
    """Write a rule. It is asked about orders that are agreed from now on."""
    command = WriteHoldRule(name=body.name, conditions=body.conditions, mode=body.mode)
    key = idempotency_key(request, "create_hold_rule")
    return answer(answer_once(key, lambda: write_hold_rule(command, now=clock.now())), status=201)


@router.put(
    "/hold-rules/{rule_id}",
    auth=_WRITE,
    response={200: HoldRuleOut, **refusals(404, 409)},
    operation_id="change_hold_rule",
)
def put_hold_rule(request: HttpRequest, rule_id: UUID, body: HoldRuleChangeIn) -> HttpResponse:
    """Replace a rule."""
    command = WriteHoldRule(
        name=body.name,
        conditions=body.conditions,
        mode=body.mode,
        rule_id=rule_id,
        version=body.version,
    )
    return answer(write_hold_rule(command, now=clock.now()))


@router.delete(
    "/hold-rules/{rule_id}",
    auth=_WRITE,
    response={204: None, **refusals(404)},
    operation_id="delete_hold_rule",
)
def delete_rule(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Delete a rule; what it holds stays held until somebody decides."""
    delete_hold_rule(rule_id)
    return empty()


def _who(request: HttpRequest) -> str:
    return f"key {caller_of(request).key_id}"
