"""The shop: buying in one press with a saved address and a kept card."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.ordering.api.buyer import buyer_of, network_of
from serai.ordering.api.carts.schemas import CartOut
from serai.ordering.api.orders.schemas import OrderOut
from serai.ordering.api.placing_schemas import AcceptsWaiting
from serai.ordering.api.refusals import refusals
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.placing_key import PlacingKey
from serai.ordering.domain.return_url import return_url_within
from serai.ordering.usecases.one_click.order_in_one_click import (
    OrderInOneClick,
    begin_order_confirmation,
    order_in_one_click,
)
from serai.ordering.usecases.one_click.prepare_one_click import prepare_one_click
from serai.plumbing.api import Input, answer, idempotency_key, shopper

router = Router(auth=shopper)

WhichCard = Annotated[
    UUID | None, Field(description="Which kept card; without it, the default one.")
]
ShownTotal = Annotated[
    int,
    Field(strict=True, ge=0, lt=2**63, description="The total that the shopper was shown."),
]


class OneClickIn(Input):
    """With what of the account the cart is to be bought."""

    address_id: Annotated[
        UUID | None, Field(description="Which saved address; without it, the default one.")
    ] = None
    instrument_id: WhichCard = None


class CardShown(Schema):
    """The kept card that would pay."""

    id: UUID
    method: Annotated[str, Field(description="Always card so far.")]
    brand: Annotated[str, Field(description="Such as Visa.")]
    last4: Annotated[str, Field(description="The last four digits.")]
    label: Annotated[str, Field(description="How to show it.", examples=["Visa •••• 4242"])]
    expires_on: Annotated[date | None, Field(description="Its last day, where that is known.")]
    is_default: Annotated[bool, Field(description="Whether it is suggested first.")]
    kept_at: Annotated[datetime, Field(description="When it was kept.")]
    last_used_at: Annotated[datetime | None, Field(description="When it was last used.")]


class OneClickOut(Schema):
    """A cart that one press is left of."""

    cart: CartOut
    instrument: CardShown


class ConfirmationIn(Input):
    """What is to be confirmed."""

    expected_total_minor: ShownTotal
    instrument_id: WhichCard = None


class ConfirmationOut(Schema):
    """What a page hands to the browser."""

    public_key: Annotated[
        dict[str, Any] | None,
        Field(
            description=(
                "`parseRequestOptionsFromJSON` reads it. Null: the account has no passkey, and none is"
                " asked for."
            )
        ),
    ]


class OneClickOrderIn(Input):
    """Order the prepared cart at the price that was shown."""

    expected_total_minor: ShownTotal
    instrument_id: WhichCard = None
    confirmation: Annotated[
        dict[str, Any] | None,
        Field(
            description=(
                "The answer of `navigator.credentials.get`, as `toJSON` writes it; needed when the account"
                " has a passkey."
            )
        ),
    ] = None
    accepts_waiting: AcceptsWaiting = False
    return_url: Annotated[
        str | None,
        Field(
            max_length=500,
            description=(
                "Where the processor's page sends the shopper back to, on the storefront's own host;"
                " `{order_id}` is filled in."
            ),
        ),
    ] = None


@router.post(
    "/carts/{cart_id}/one-click",
    response={200: OneClickOut, **refusals(404, 409)},
    operation_id="prepare_one_click",
)
def post_one_click(request: HttpRequest, cart_id: UUID, body: OneClickIn) -> HttpResponse:
    """Fill the cart with a saved address, a way of delivery and a kept card. Nothing is ordered."""
    prepared = prepare_one_click(
        buyer_of(request),
        cart_id,
        address_id=body.address_id,
        instrument_id=body.instrument_id,
        now=clock.now(),
        key=idempotency_key(request, "prepare_one_click"),
    )
    return answer(prepared)


@router.post(
    "/carts/{cart_id}/one-click-challenge",
    response={200: ConfirmationOut, **refusals(404)},
    operation_id="begin_order_confirmation",
)
def post_challenge(request: HttpRequest, cart_id: UUID, body: ConfirmationIn) -> HttpResponse:
    """Get what a page needs to have just this purchase confirmed with a passkey."""
    options = begin_order_confirmation(
        buyer_of(request),
        cart_id,
        expected_total_minor=body.expected_total_minor,
        instrument_id=body.instrument_id,
        now=clock.now(),
    )
    return answer({"public_key": options})


@router.post(
    "/carts/{cart_id}/one-click-order",
    response={201: OrderOut, 202: OrderOut, **refusals(404, 409, 503)},
    operation_id="order_in_one_click",
)
def post_one_click_order(
    request: HttpRequest, cart_id: UUID, body: OneClickOrderIn
) -> HttpResponse:
    """
    Place the order of a prepared cart, paid with a kept card.

    201: it is paid. 202: it is placing; follow `action`, or look again later.
    """
    key = idempotency_key(request, "order_in_one_click")
    command = OrderInOneClick(
        cart_id=cart_id,
        expected_total_minor=body.expected_total_minor,
        instrument_id=body.instrument_id,
        confirmation=body.confirmation,
        return_url=return_url_within(settings.SERAI_STOREFRONT_URL, body.return_url),
        network=network_of(request),
        accepts_waiting=body.accepts_waiting,
    )
    placing_key = PlacingKey.of(
        scope=key.scope, key=key.key, body_digest=key.fingerprint, secret=settings.SERAI_SECRET
    )
    placed = order_in_one_click(
        buyer_of(request), command, placing_key=placing_key, now=clock.now()
    )
    return answer(placed, status=202 if placed.state == OrderState.PLACING else 201)
