"""The shop: what is not for everybody."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.kernel import clock
from serai.ordering.api.buyer import buyer_of
from serai.ordering.api.carts.schemas import CartOut
from serai.ordering.api.law_schemas import AgeIn
from serai.ordering.api.refusals import refusals
from serai.ordering.usecases.regulated.declare_age import declare_age
from serai.plumbing.api import answer, shop_key

router = Router(auth=shop_key)


@router.put(
    "/carts/{cart_id}/age",
    response={200: CartOut, **refusals(404, 409)},
    operation_id="declare_age",
)
def put_age(request: HttpRequest, cart_id: UUID, body: AgeIn) -> HttpResponse:
    """Declare that the shopper is old enough for what is in the cart. Whoever hands it over checks it again."""
    return answer(declare_age(buyer_of(request), cart_id, body.born_on, now=clock.now()))
