"""How a channel's locations are compared."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.fulfilment.api.group_schemas import OWN, SourcingTermsIn, SourcingTermsOut
from serai.fulfilment.api.schemas import REFUSALS
from serai.fulfilment.domain.sourcing.terms import SourcingTerms
from serai.fulfilment.queries.sourcing_terms import all_sourcing_terms
from serai.fulfilment.usecases.set_sourcing_terms import set_sourcing_terms
from serai.plumbing.api import answer, answered_once, staff

router = Router()


@router.get(
    "/sourcing-terms",
    auth=staff("stock:read"),
    response={200: SourcingTermsOut, **REFUSALS},
    operation_id="sourcing_terms",
)
def get_sourcing_terms(request: HttpRequest) -> HttpResponse:
    """What weighs how much when locations are compared, by channel."""
    items = [
        {"channel_code": code, **asdict(terms)}
        for code, terms in sorted(all_sourcing_terms().items())
    ]
    return answer({"items": items})


@router.post(
    "/sourcing-terms",
    auth=staff("stock:write"),
    response={200: SourcingTermsIn, **OWN, **REFUSALS},
    operation_id="set_sourcing_terms",
)
def post_sourcing_terms(request: HttpRequest, body: SourcingTermsIn) -> HttpResponse:
    """Say what weighs how much in a channel; orders that come from now on are sourced by it."""
    weights = body.dict(exclude={"channel_code"})

    def act() -> dict[str, object]:
        set_sourcing_terms(body.channel_code, SourcingTerms(**weights))
        return {"channel_code": body.channel_code, **weights}

    return answered_once(request, "set_sourcing_terms", act)
