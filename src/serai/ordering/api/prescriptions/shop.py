"""The shop: prescriptions that shoppers hand in."""

from base64 import b64decode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.kernel import clock
from serai.ordering.api.buyer import buyer_of
from serai.ordering.api.prescriptions.schemas import (
    OrderPrescriptionsOut,
    PrescriptionIn,
    PrescriptionsOut,
)
from serai.ordering.api.refusals import refusals
from serai.ordering.queries.cart import cart
from serai.ordering.queries.prescriptions.files_of_cart import files_of_cart
from serai.ordering.queries.prescriptions.shoppers_view import prescriptions_of_order
from serai.ordering.usecases.prescriptions.hand_in import (
    hand_in_for_cart,
    hand_in_for_order,
    take_back,
)
from serai.plumbing.api import answer, answered_once, shop_key

router = Router(auth=shop_key)


@router.get(
    "/carts/{cart_id}/prescriptions",
    response={200: PrescriptionsOut, **refusals(404)},
    operation_id="prescriptions_of_cart",
)
def get_of_cart(request: HttpRequest, cart_id: UUID) -> HttpResponse:
    """List the prescriptions that were handed in with a cart."""
    return answer({"items": files_of_cart(cart(buyer_of(request), cart_id).id)})


@router.post(
    "/carts/{cart_id}/prescriptions",
    response={200: PrescriptionsOut, **refusals(404)},
    operation_id="hand_in_prescription",
)
def post_of_cart(request: HttpRequest, cart_id: UUID, body: PrescriptionIn) -> HttpResponse:
    """Hand a prescription in with a cart; a pharmacist looks at it once the order is placed."""
    buyer, content = buyer_of(request), b64decode(body.content)
    return answered_once(
        request,
        "hand_in_prescription",
        lambda: {"items": hand_in_for_cart(buyer, cart_id, body.name, content, now=clock.now())},
    )


@router.delete(
    "/carts/{cart_id}/prescriptions/{prescription_id}",
    response={200: PrescriptionsOut, **refusals(404, 409)},
    operation_id="take_back_prescription",
)
def delete_of_cart(request: HttpRequest, cart_id: UUID, prescription_id: UUID) -> HttpResponse:
    """Forget a prescription by which nothing was released."""
    left = take_back(buyer_of(request), cart_id, prescription_id, now=clock.now())
    return answer({"items": left})


@router.get(
    "/orders/{order_id}/prescriptions",
    response={200: OrderPrescriptionsOut, **refusals(404)},
    operation_id="prescriptions_of_order",
)
def get_of_order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Show what of an order is prescribed, what a pharmacist has decided, and what was handed in."""
    return answer(prescriptions_of_order(buyer_of(request), order_id))


@router.post(
    "/orders/{order_id}/prescriptions",
    response={200: PrescriptionsOut, **refusals(404)},
    operation_id="hand_in_prescription_later",
)
def post_of_order(request: HttpRequest, order_id: UUID, body: PrescriptionIn) -> HttpResponse:
    """Hand a prescription in for an order that waits for it."""
    buyer, content = buyer_of(request), b64decode(body.content)
    return answered_once(
        request,
        "hand_in_prescription_later",
        lambda: {"items": hand_in_for_order(buyer, order_id, body.name, content, now=clock.now())},
    )
