"""The shop: what waits in a store."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.ordering.api.buyer import buyer_of
from serai.ordering.api.pickups.schemas import PickupsOut
from serai.ordering.api.refusals import refusals
from serai.ordering.queries.pickups import pickups_of
from serai.plumbing.api import answer, shop_key

router = Router(auth=shop_key)


@router.get(
    "/orders/{order_id}/pickups",
    response={200: PickupsOut, **refusals(404)},
    operation_id="pickups_of_order",
)
def get_pickups(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Tell where an order is collected, until when, and with which code, to its shopper or its guest."""
    return answer({"pickups": pickups_of(buyer_of(request), order_id)})
