"""The shop: what of an order came by wire."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.kernel import clock
from serai.ordering.api.buyer import buyer_of
from serai.ordering.api.digital.schemas import DigitalOut
from serai.ordering.api.refusals import refusals
from serai.ordering.queries.digital.digital_view import digital_of
from serai.plumbing.api import answer, shop_key

router = Router(auth=shop_key)


@router.get(
    "/orders/{order_id}/digital",
    response={200: DigitalOut, **refusals(404)},
    operation_id="digital_of_order",
)
def get_digital(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Tell the downloads and keys of an order to its shopper or its guest."""
    return answer(digital_of(buyer_of(request), order_id, now=clock.now()))
