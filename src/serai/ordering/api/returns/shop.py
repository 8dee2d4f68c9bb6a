"""The shop: goods on their way back."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.ordering.api.buyer import buyer_of
from serai.ordering.api.refusals import refusals
from serai.ordering.api.returns.schemas import (
    DecisionIn,
    ReturnableOut,
    ReturnOut,
    ReturnQuoteOut,
    ReturnRequestIn,
    ReturnsOut,
)
from serai.ordering.domain.returns.rules import ReturnReason
from serai.ordering.queries.order_view import order_of
from serai.ordering.queries.returns.return_view import (
    return_of_id,
    returns_of_customer,
    returns_of_order,
)
from serai.ordering.queries.returns.returnable import returnable
from serai.ordering.usecases.returns.decide_return import cancel_return, must_be_theirs
from serai.ordering.usecases.returns.quote_return import quote_return
from serai.ordering.usecases.returns.request_return import (
    RequestReturn,
    ReturnedUnits,
    request_return,
)
from serai.plumbing.api import answer, answered_once, caller_of, idempotency_key, shop_key, shopper

router = Router(auth=shop_key)


class ReturnsQuery(Schema):
    """Which page of a shopper's returns."""

    cursor: Annotated[UUID | None, Field(description="`next_cursor` of the page before.")] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20


@router.get(
    "/orders/{order_id}/returnable",
    response={200: ReturnableOut, **refusals(404)},
    operation_id="returnable",
)
def get_returnable(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Tell what of an order may come back, until when, and what it gives."""
    order_of(buyer_of(request), order_id)
    lines = returnable(order_id, now=clock.now())
    return answer({"lines": lines, "reasons": [reason.value for reason in ReturnReason]})


@router.post(
    "/orders/{order_id}/returns/quote",
    response={200: ReturnQuoteOut, **refusals(404, 409)},
    operation_id="quote_return",
)
def post_return_quote(request: HttpRequest, order_id: UUID, body: ReturnRequestIn) -> HttpResponse:
    """What goods that come back give, and what is to pay for what is wanted instead. Nothing is written."""
    command = return_of(order_id, "", body, "shopper")
    return answer(quote_return(command, now=clock.now(), buyer=buyer_of(request)))


@router.post(
    "/orders/{order_id}/returns",
    response={200: ReturnOut, **refusals(404, 409)},
    operation_id="request_return",
)
def post_return(request: HttpRequest, order_id: UUID, body: ReturnRequestIn) -> HttpResponse:
    """Announce that goods come back, for their money or for other goods."""
    key = idempotency_key(request, "request_return")
    command = return_of(order_id, f"shop {key.key}", body, "shopper")
    return answered_once(
        request,
        "request_return",
        lambda: request_return(command, now=clock.now(), buyer=buyer_of(request)),
    )


@router.get(
    "/orders/{order_id}/returns",
    response={200: ReturnsOut, **refusals(404)},
    operation_id="returns_of_order",
)
def get_returns_of_order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """List the returns of an order, oldest first."""
    order_of(buyer_of(request), order_id)
    return answer({"items": returns_of_order(order_id), "next_cursor": None})


@router.get(
    "/returns",
    auth=shopper,
    response={200: ReturnsOut, **refusals()},
    operation_id="returns_of_customer",
)
def get_returns(request: HttpRequest, query: Query[ReturnsQuery]) -> HttpResponse:
    """List the shopper's returns, newest first."""
    customer_id = caller_of(request).customer_id
    assert customer_id is not None, "the endpoint asks for a shopper's token"
    items = returns_of_customer(customer_id, limit=query.limit, before=query.cursor)
    return answer(
        {"items": items, "next_cursor": items[-1].id if len(items) == query.limit else None}
    )


@router.get(
    "/returns/{return_id}",
    response={200: ReturnOut, **refusals(404)},
    operation_id="return_of_id",
)
def get_return(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Show a return to whoever bought the goods."""
    must_be_theirs(buyer_of(request), return_id)
    return answer(return_of_id(return_id))


@router.post(
    "/returns/{return_id}/cancellation",
    response={200: ReturnOut, **refusals(404, 409)},
    operation_id="cancel_return",
)
def post_return_cancellation(
    request: HttpRequest, return_id: UUID, body: DecisionIn
) -> HttpResponse:
    """Call a return off whose goods are not here yet."""
    buyer = buyer_of(request)
    return answered_once(
        request,
        "cancel_return",
        lambda: cancel_return(return_id, reason=body.reason, now=clock.now(), buyer=buyer),
    )


def return_of(order_id: UUID, key: str, body: ReturnRequestIn, made_by: str) -> RequestReturn:
    """Return the command of a body; of an article wanted twice, both count."""
    wanted: dict[str, int] = {}
    for each in body.wanted:
        wanted[each.sku] = wanted.get(each.sku, 0) + each.quantity
    lines = {line.position: line for line in body.lines}
    return RequestReturn(
        order_id,
        key,
        [
            ReturnedUnits(line.position, line.units, line.reason, line.note)
            for line in lines.values()
        ],
        body.way,
        body.location_id,
        wanted,
        body.note,
        made_by,
    )
