"""What staff sees of orders and may do with them."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from serai.catalog.public import channel
from serai.kernel import clock
from serai.ordering.api.orders.schemas import CancellationIn, OrderOut, OrderPageOut
from serai.ordering.api.orders.staff_schemas import DeliveryRatesIO, OrderRefundOut, RefundIn
from serai.ordering.api.refusals import refusals
from serai.ordering.domain.delivery import Rate
from serai.ordering.domain.order_state import OrderState
from serai.ordering.queries.order_pages import MOST, OrderFilter, staff_orders
from serai.ordering.queries.order_view import order
from serai.ordering.queries.rates import delivery_rates
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.fulfil_order import fulfil_order
from serai.ordering.usecases.refund_order import RefundOrder, refund_order
from serai.ordering.usecases.set_delivery_rates import set_delivery_rates
from serai.plumbing.api import answer, idempotency_key, staff
from serai.plumbing.idempotency import answer_once

router = Router()


class OrderQuery(Schema):
    """Which orders; what is left out does not narrow the list."""

    state: OrderState | None = None
    location_id: Annotated[UUID | None, Field(description="The store of sale or of pick-up.")] = (
        None
    )
    customer_id: UUID | None = None
    channel_code: Annotated[str | None, Field(max_length=64)] = None
    number: Annotated[str | None, Field(max_length=64)] = None
    email: Annotated[str | None, Field(max_length=254)] = None
    placed_from: Annotated[AwareDatetime | None, Field(description="Not before.")] = None
    placed_until: Annotated[AwareDatetime | None, Field(description="Before.")] = None
    cursor: Annotated[str | None, Field(max_length=500)] = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


@router.get(
    "/orders",
    auth=staff("orders:read"),
    response={200: OrderPageOut, **refusals()},
    operation_id="orders_for_staff",
)
def get_staff_orders(request: HttpRequest, query: Query[OrderQuery]) -> HttpResponse:
    """List orders, newest first; every filter has its index, so a million of them page as fast as ten."""
    wanted = OrderFilter(
        state=query.state.value if query.state else None,
        location_id=query.location_id,
        customer_id=query.customer_id,
        channel_code=query.channel_code,
        number=query.number,
        email=query.email,
        placed_from=query.placed_from,
        placed_until=query.placed_until,
    )
    return answer(staff_orders(wanted, cursor=query.cursor, limit=query.limit))


@router.get(
    "/orders/{order_id}",
    auth=staff("orders:read"),
    response={200: OrderOut, **refusals(404)},
    operation_id="order_for_staff",
)
def get_staff_order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Show an order."""
    return answer(order(order_id))


@router.post(
    "/orders/{order_id}/cancellation",
    auth=staff("orders:write"),
    response={200: OrderOut, **refusals(404, 409)},
    operation_id="cancel_order_for_staff",
)
def post_staff_cancellation(
    request: HttpRequest, order_id: UUID, body: CancellationIn
) -> HttpResponse:
    """Call an order off that has not been handed over; goods and money go back."""
    command = CancelOrder(order_id=order_id, reason=body.reason)

    return answer(
        answer_once(
            idempotency_key(request, "staff_cancel_order"),
            lambda: cancel_order(command, now=clock.now()),
        )
    )


@router.post(
    "/orders/{order_id}/fulfilment",
    auth=staff("orders:write"),
    response={200: OrderOut, **refusals(404, 409)},
    operation_id="fulfil_order",
)
def post_fulfilment(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Note that the goods were handed over, all of them: delivered, or collected."""
    key = idempotency_key(request, "fulfil_order")
    return answer(answer_once(key, lambda: fulfil_order(order_id, now=clock.now())))


@router.post(
    "/orders/{order_id}/refunds",
    auth=staff("orders:write"),
    response={202: OrderRefundOut, **refusals(404, 409)},
    operation_id="refund_order",
)
def post_order_refund(request: HttpRequest, order_id: UUID, body: RefundIn) -> HttpResponse:
    """Give money of an order back without calling it off."""
    key = idempotency_key(request, "refund_order")
    command = RefundOrder(order_id, key.key, body.reason, body.amount_minor)

    return answer(answer_once(key, lambda: refund_order(command, now=clock.now())), status=202)


@router.get(
    "/delivery-rates/{channel_code}",
    auth=staff("orders:read"),
    response={200: DeliveryRatesIO, **refusals(404)},
    operation_id="delivery_rates",
)
def get_delivery_rates(request: HttpRequest, channel_code: str) -> HttpResponse:
    """What a channel's ways of delivery cost."""
    return answer({"rates": delivery_rates(channel(channel_code).code)})


@router.put(
    "/delivery-rates/{channel_code}",
    auth=staff("orders:write"),
    response={200: DeliveryRatesIO, **refusals(404)},
    operation_id="set_delivery_rates",
)
def put_delivery_rates(
    request: HttpRequest, channel_code: str, body: DeliveryRatesIO
) -> HttpResponse:
    """Let these rates be all that a channel offers; carts that have chosen keep their price."""
    rates = [Rate(**rate.dict() | {"countries": tuple(rate.countries)}) for rate in body.rates]
    set_delivery_rates(channel_code, rates)
    return answer({"rates": delivery_rates(channel_code)})
