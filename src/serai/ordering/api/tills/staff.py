"""Tills: what they sold while they were alone, and what stores see of it."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.ordering.api.refusals import refusals
from serai.ordering.api.tills.schemas import (
    ShiftReportOut,
    TillBatchIn,
    TillBatchOut,
    TillIn,
    TillOperationOut,
    TillOperationsOut,
    TillOut,
    TillsOut,
)
from serai.ordering.queries.tills.operation_page import MOST, till_operations
from serai.ordering.queries.tills.shift_report import shift_report
from serai.ordering.queries.tills.till_view import till, tills
from serai.ordering.usecases.tills.look_at_operation import look_at_operation
from serai.ordering.usecases.tills.merge_operations import merge_operations
from serai.ordering.usecases.tills.set_up_till import SetUpTill, set_up_till
from serai.plumbing.api import answer, answered_once, caller_of, idempotency_key, staff
from serai.plumbing.idempotency import answer_once, kept_answer

router = Router()
_READ, _WRITE, _SELL = staff("tills:read"), staff("tills:write"), staff("tills:sell")


class OperationQuery(Schema):
    """Which operations."""

    to_look_at: Annotated[
        bool, Field(description="Only what waits, was refused, or was not as the books say.")
    ] = False
    cursor: Annotated[str | None, Field(max_length=500)] = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


@router.get("/tills", auth=_READ, response={200: TillsOut, **refusals()}, operation_id="tills")
def get_tills(request: HttpRequest) -> HttpResponse:
    """List every till."""
    return answer({"items": tills()})


@router.post(
    "/tills", auth=_WRITE, response={200: TillOut, **refusals()}, operation_id="set_up_till"
)
def post_till(request: HttpRequest, body: TillIn) -> HttpResponse:
    """Set up a till in a store, or change its name or whether it is used."""
    command = SetUpTill(**body.dict())
    return answered_once(request, "set_up_till", lambda: set_up_till(command, now=clock.now()))


@router.post(
    "/tills/{till_id}/operations",
    auth=_SELL,
    response={200: TillBatchOut, **refusals(404)},
    operation_id="merge_till_operations",
)
def post_till_operations(request: HttpRequest, till_id: UUID, body: TillBatchIn) -> HttpResponse:
    """
    Take in what a till did: sales, returns, cash, shifts; each once, in any order, however often it comes.

    Each operation is written by itself; what makes no sense is kept and told, and holds up no other.
    """
    key = idempotency_key(request, "merge_till_operations")
    till(till_id)
    kept = kept_answer(key)
    if kept is None:
        operations = [operation.told() for operation in body.operations]
        merged = merge_operations(till_id, operations, now=clock.now())
        kept = answer_once(key, lambda: {"items": merged})
    return answer(kept)


@router.get(
    "/tills/{till_id}/shifts/{shift_id}",
    auth=_READ,
    response={200: ShiftReportOut, **refusals(404)},
    operation_id="shift_report",
)
def get_shift(request: HttpRequest, till_id: UUID, shift_id: UUID) -> HttpResponse:
    """Report a shift (Z report): what it sold, and what its drawer should hold and held."""
    return answer(shift_report(till_id, shift_id))


@router.get(
    "/till-operations",
    auth=_READ,
    response={200: TillOperationsOut, **refusals()},
    operation_id="till_operations",
)
def get_till_operations(request: HttpRequest, query: Query[OperationQuery]) -> HttpResponse:
    """List what tills told, the newest first."""
    return answer(
        till_operations(to_look_at=query.to_look_at, cursor=query.cursor, limit=query.limit)
    )


@router.post(
    "/till-operations/{operation_id}/seen",
    auth=_WRITE,
    response={200: TillOperationOut, **refusals(404)},
    operation_id="look_at_till_operation",
)
def post_seen(request: HttpRequest, operation_id: UUID) -> HttpResponse:
    """Note that somebody has dealt with what was not as the books say."""
    who = caller_of(request).name
    return answered_once(
        request,
        "look_at_till_operation",
        lambda: look_at_operation(operation_id, seen_by=who, now=clock.now()),
    )
