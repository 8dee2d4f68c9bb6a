"""The shop: orders."""

from typing import Annotated
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.ordering.api.buyer import buyer_of, network_of
from serai.ordering.api.orders.schemas import CancellationIn, LiveOut, OrderOut, OrderPageOut
from serai.ordering.api.placing_schemas import OrderIn, ReturnIn
from serai.ordering.api.refusals import refusals
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.placing_key import PlacingKey
from serai.ordering.domain.return_url import return_url_within
from serai.ordering.queries.order_pages import MOST, orders_of_customer
from serai.ordering.queries.order_view import order_of
from serai.ordering.usecases.cancel_order import CancelOrder, cancel_order
from serai.ordering.usecases.place_order import PlaceOrder, place_order
from serai.ordering.usecases.return_from_payment import return_from_payment
from serai.payments.public import Card
from serai.plumbing.api import answer, caller_of, idempotency_key, shop_key, shopper
from serai.plumbing.idempotency import answer_once
from serai.plumbing.live.tickets import live_address
from serai.plumbing.live.wish import order_wish

router = Router(auth=shop_key)


class PageQuery(Schema):
    """Which page of a list."""

    cursor: Annotated[
        str | None, Field(max_length=500, description="`next_cursor` of the page before.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 20


@router.post(
    "/carts/{cart_id}/order",
    response={201: OrderOut, 202: OrderOut, **refusals(404, 409, 503)},
    operation_id="place_order",
)
def post_order(request: HttpRequest, cart_id: UUID, body: OrderIn) -> HttpResponse:
    """
    Place the order and pay it.

    201: it is paid. 202: it is placing; follow `action`, or look again later.
    """
    key = idempotency_key(request, "place_order")
    command = PlaceOrder(
        cart_id=cart_id,
        expected_total_minor=body.expected_total_minor,
        card=Card(body.card.number, body.card.expiry, body.card.cvc) if body.card else None,
        token=body.token,
        expected_due_minor=body.expected_due_minor,
        expected_by=body.expected_by,
        accepts_waiting=body.accepts_waiting,
        return_url=return_url_within(settings.SERAI_STOREFRONT_URL, body.return_url),
        network=network_of(request),
    )
    placing_key = PlacingKey.of(
        scope=key.scope,
        key=key.key,
        body_digest=key.fingerprint,
        secret=settings.SERAI_SECRET,
    )
    placed = place_order(buyer_of(request), command, placing_key=placing_key, now=clock.now())
    return answer(placed, status=202 if placed.state == OrderState.PLACING else 201)


@router.get(
    "/orders",
    auth=shopper,
    response={200: OrderPageOut, **refusals()},
    operation_id="orders_of_customer",
)
def get_orders(request: HttpRequest, page: Query[PageQuery]) -> HttpResponse:
    """List the shopper's orders, newest first."""
    customer_id = caller_of(request).customer_id
    assert customer_id is not None, "the endpoint asks for a shopper's token"
    return answer(orders_of_customer(customer_id, cursor=page.cursor, limit=page.limit))


@router.get("/orders/{order_id}", response={200: OrderOut, **refusals(404)}, operation_id="order")
def get_order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Show an order to its shopper, or to the guest with the token of its cart."""
    return answer(order_of(buyer_of(request), order_id))


@router.get(
    "/orders/{order_id}/live",
    response={200: LiveOut, **refusals(404)},
    operation_id="order_live",
)
def get_order_live(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Tell where a browser listens to what happens to an order; good for an hour."""
    wish = order_wish(order_of(buyer_of(request), order_id).id)
    url = live_address(settings.SERAI_LIVE_URL, wish, secret=settings.SERAI_SECRET, now=clock.now())
    return answer({"url": url})


@router.post(
    "/orders/{order_id}/payment-return",
    response={200: OrderOut, **refusals(404, 503)},
    operation_id="return_from_payment",
)
def post_payment_return(request: HttpRequest, order_id: UUID, body: ReturnIn) -> HttpResponse:
    """Tell that the browser is back from the processor's page. Safe to repeat at any time."""
    idempotency_key(request, "return_from_payment")
    return answer(return_from_payment(buyer_of(request), order_id, now=clock.now()))


@router.post(
    "/orders/{order_id}/cancellation",
    response={200: OrderOut, **refusals(404, 409)},
    operation_id="cancel_order",
)
def post_cancellation(request: HttpRequest, order_id: UUID, body: CancellationIn) -> HttpResponse:
    """Call an order off that has not been handed over; what was paid goes back."""
    command, buyer = CancelOrder(order_id=order_id, reason=body.reason), buyer_of(request)

    return answer(
        answer_once(
            idempotency_key(request, "cancel_order"),
            lambda: cancel_order(command, now=clock.now(), buyer=buyer),
        )
    )
