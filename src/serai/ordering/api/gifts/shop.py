"""The shop: carts that are sent as gifts."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.kernel import clock
from serai.ordering.api.buyer import buyer_of
from serai.ordering.api.carts.schemas import CartOut
from serai.ordering.api.gift_schemas import GiftIn, GiftWrapsOut, WrapIn
from serai.ordering.api.refusals import refusals
from serai.ordering.queries.gift_wraps import gift_wraps
from serai.ordering.usecases.gift_wrap.wrap_cart import WrapCart, wrap_cart
from serai.ordering.usecases.set_gift import remove_gift, set_gift
from serai.plumbing.api import answer, shop_key

router = Router(auth=shop_key)


@router.get(
    "/gift-wraps",
    response={200: GiftWrapsOut, **refusals()},
    operation_id="gift_wraps",
)
def get_gift_wraps(request: HttpRequest) -> HttpResponse:
    """List in what the channel wraps gifts, and what that costs."""
    return answer({"items": gift_wraps(buyer_of(request).channel_code, now=clock.now())})


@router.put(
    "/carts/{cart_id}/wrapping",
    response={200: CartOut, **refusals(404, 409)},
    operation_id="wrap_cart",
)
def put_wrapping(request: HttpRequest, cart_id: UUID, body: WrapIn) -> HttpResponse:
    """Have an article wrapped, or all of the cart, or nothing any more. Wrapping is a line of its own."""
    command = WrapCart(body.sku, body.wrap)
    return answer(wrap_cart(buyer_of(request), cart_id, command, now=clock.now()))


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
