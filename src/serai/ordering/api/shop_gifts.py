"""The shop: carts that are sent as gifts."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.kernel import clock
from serai.ordering.api.buyer import buyer_of
from serai.ordering.api.gift_schemas import GiftIn
from serai.ordering.api.refusals import refusals
from serai.ordering.api.schemas import CartOut
from serai.ordering.usecases.set_gift import remove_gift, set_gift
from serai.plumbing.api import answer, shop_key

router = Router(auth=shop_key)


@router.put(
    "/carts/{cart_id}/gift",
    response={200: CartOut, **refusals(404, 409)},
    operation_id="set_gift",
)
def put_gift(request: HttpRequest, cart_id: UUID, body: GiftIn) -> HttpResponse:
    """Let words go with the goods: they are printed on the packing slip, which names no prices."""
    return answer(set_gift(buyer_of(request), cart_id, body.message, body.sender, now=clock.now()))


@router.delete(
    "/carts/{cart_id}/gift",
    response={200: CartOut, **refusals(404, 409)},
    operation_id="remove_gift",
)
def delete_gift(request: HttpRequest, cart_id: UUID) -> HttpResponse:
    """Send the goods without words again."""
    return answer(remove_gift(buyer_of(request), cart_id, now=clock.now()))
