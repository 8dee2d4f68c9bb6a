"""The shop: what is done when the store does not have something."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.kernel import clock
from serai.ordering.api.buyer import buyer_of
from serai.ordering.api.carts.schemas import CartOut
from serai.ordering.api.refusals import refusals
from serai.ordering.api.substitutions.schemas import (
    AnswerIn,
    SubstitutionOut,
    SubstitutionsOut,
    WishesIn,
)
from serai.ordering.queries.substitutions.substitution_view import (
    substitution_of_link,
    substitutions_of,
)
from serai.ordering.usecases.substitutions.answer_substitute import answer_substitute
from serai.ordering.usecases.substitutions.set_wishes import set_wishes
from serai.plumbing.api import answer, answered_once, shop_key

router = Router(auth=shop_key)


@router.put(
    "/carts/{cart_id}/substitutions",
    response={200: CartOut, **refusals(404, 409)},
    operation_id="set_wishes",
)
def put_wishes(request: HttpRequest, cart_id: UUID, body: WishesIn) -> HttpResponse:
    """Say what is done about articles that the store does not have when it is picked."""
    wishes = {each.sku: each.wish for each in body.lines}
    return answer(set_wishes(buyer_of(request), cart_id, wishes, now=clock.now()))


@router.get(
    "/orders/{order_id}/substitutions",
    response={200: SubstitutionsOut, **refusals(404)},
    operation_id="substitutions_of_order",
)
def get_substitutions(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Tell what the store offers for what it does not have, to the order's shopper or guest."""
    return answer({"items": substitutions_of(buyer_of(request), order_id)})


@router.get(
    "/substitutions/{link}",
    response={200: SubstitutionOut, **refusals(404)},
    operation_id="substitution_of_link",
)
def get_substitution(request: HttpRequest, link: str) -> HttpResponse:
    """Tell what is offered to whoever has the letter's link."""
    return answer(substitution_of_link(link))


@router.post(
    "/substitutions/{link}/answer",
    response={200: SubstitutionOut, **refusals(404, 409)},
    operation_id="answer_substitute",
)
def post_answer(request: HttpRequest, link: str, body: AnswerIn) -> HttpResponse:
    """Say yes or no; something dearer is in the order once its difference is paid."""
    offer = substitution_of_link(link)
    return answered_once(
        request,
        "answer_substitute",
        lambda: answer_substitute(offer.id, accepts=body.accepts, now=clock.now()),
    )
