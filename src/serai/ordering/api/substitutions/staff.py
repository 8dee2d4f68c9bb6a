"""Something else for what is not on the shelf, for pickers and their programs."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from serai.kernel import clock
from serai.ordering.api.refusals import refusals
from serai.ordering.api.substitutions.schemas import (
    AnswerIn,
    CandidatesOut,
    SubstituteIn,
    SubstitutionOut,
    SubstitutionsOut,
)
from serai.ordering.queries.order_view import order
from serai.ordering.queries.substitutions.candidates import candidates
from serai.ordering.queries.substitutions.substitution_view import substitutions_of_order
from serai.ordering.usecases.substitutions.answer_substitute import answer_substitute
from serai.ordering.usecases.substitutions.offer_substitute import (
    OfferSubstitute,
    offer_substitute,
)
from serai.plumbing.api import answer, answered_once, idempotency_key, staff

router = Router()
_READ, _WRITE = staff("orders:read"), staff("orders:write")


@router.get(
    "/fulfilment-groups/{group_id}/substitutes",
    auth=_READ,
    response={200: CandidatesOut, **refusals(404, 409)},
    operation_id="substitutes_for_line",
)
def get_candidates(
    request: HttpRequest,
    group_id: UUID,
    position: Annotated[int, Query(ge=1, le=100_000)],
    limit: Annotated[int, Field(ge=1, le=50)] = 10,
) -> HttpResponse:
    """What the store has instead of a line: of the same category, the most alike first."""
    return answer(candidates(group_id, position, now=clock.now(), limit=limit))


@router.post(
    "/fulfilment-groups/{group_id}/substitutions",
    auth=_WRITE,
    response={200: SubstitutionOut, **refusals(404, 409)},
    operation_id="offer_substitute",
)
def post_substitution(request: HttpRequest, group_id: UUID, body: SubstituteIn) -> HttpResponse:
    """
    Say that units are missing and what there is instead.

    It is in the order at once where the shopper agreed to something similar; otherwise they are asked.
    """
    key = idempotency_key(request, "offer_substitute")
    command = OfferSubstitute(
        group_id, body.position, body.units, body.sku, body.quantity, body.at_its_price, key.scope
    )
    return answered_once(
        request, "offer_substitute", lambda: offer_substitute(command, now=clock.now())
    )


@router.get(
    "/orders/{order_id}/substitutions",
    auth=_READ,
    response={200: SubstitutionsOut, **refusals(404)},
    operation_id="substitutions_of_order_for_staff",
)
def get_staff_substitutions(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Everything that was offered for an order, the oldest first."""
    return answer({"items": substitutions_of_order(order(order_id, looks=False).id)})


@router.post(
    "/substitutions/{substitution_id}/answer",
    auth=_WRITE,
    response={200: SubstitutionOut, **refusals(404, 409)},
    operation_id="answer_substitute_for_staff",
)
def post_staff_answer(request: HttpRequest, substitution_id: UUID, body: AnswerIn) -> HttpResponse:
    """Note what the shopper said by telephone or at the counter."""
    return answered_once(
        request,
        "answer_substitute_for_staff",
        lambda: answer_substitute(substitution_id, accepts=body.accepts, now=clock.now()),
    )
