"""The shop: codes in carts."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from serai.kernel import clock
from serai.ordering.api.buyer import buyer_of
from serai.ordering.api.carts.schemas import CartOut
from serai.ordering.api.promotions.schemas import CodeIn
from serai.ordering.api.refusals import refusals
from serai.ordering.usecases.enter_code import drop_code, enter_code
from serai.plumbing.api import answer, shop_key

router = Router(auth=shop_key)


@router.put(
    "/carts/{cart_id}/codes",
    response={200: CartOut, **refusals(404, 409)},
    operation_id="enter_code",
)
def put_code(request: HttpRequest, cart_id: UUID, body: CodeIn) -> HttpResponse:
    """Let a code count for the cart. One that is there already changes nothing."""
    return answer(enter_code(buyer_of(request), cart_id, body.code, now=clock.now()))


@router.delete(
    "/carts/{cart_id}/codes/{code}",
    response={200: CartOut, **refusals(404, 409)},
    operation_id="drop_code",
)
def delete_code(
    request: HttpRequest,
    cart_id: UUID,
    code: Path[Annotated[str, Field(min_length=1, max_length=60)]],
) -> HttpResponse:
    """Take a code out of the cart; one that is not there changes nothing."""
    return answer(drop_code(buyer_of(request), cart_id, code, now=clock.now()))
