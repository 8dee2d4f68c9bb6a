"""Forecasts, plans and proposals, for staff and their programs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.inventory.api.demand_schemas import (
    DecisionIn,
    DecisionsIn,
    DecisionsOut,
    ForecastOut,
    LocationWeightsIn,
    LocationWeightsSet,
    OrderTermsRows,
    OrderTermsWritten,
    PlannedOut,
    PlannedRows,
    ProposalOut,
    ProposalsAsked,
    ProposalsPage,
    ScarcePage,
)
from serai.inventory.api.schemas import REFUSALS, PageOf
from serai.inventory.queries.demand.forecast_of import NothingForeseen, demand_forecast
from serai.inventory.queries.demand.proposal_page import ProposalView, proposal_page
from serai.inventory.queries.demand.scarce import scarce_page
from serai.inventory.queries.known_names import variant_of_sku
from serai.inventory.usecases.demand.decide_proposal import (
    DecideProposal,
    decide_proposal,
    decide_proposals,
)
from serai.inventory.usecases.demand.plan_promotions import PlannedPromotion, plan_promotions
from serai.inventory.usecases.demand.set_order_terms import TermsOfOrdering, set_order_terms
from serai.inventory.usecases.set_location_weights import set_location_weights
from serai.kernel import clock
from serai.plumbing.api import Problem, answer, answered_once, staff

router = Router()
_READ, _WRITE = staff("stock:read"), staff("stock:write")


@router.get(
    "/stock/{sku}/forecast",
    auth=_READ,
    response={200: ForecastOut, 404: Problem, **REFUSALS},
    operation_id="demand_forecast",
)
def get_forecast(request: HttpRequest, sku: str) -> HttpResponse:
    """What an article will sell in the coming weeks, with bands, by location and day, and why."""
    told = demand_forecast(variant_of_sku(sku))
    if told is None:
        raise NothingForeseen(sku)
    return answer(told)


@router.get(
    "/scarce-articles",
    auth=_READ,
    response={200: ScarcePage, **REFUSALS},
    operation_id="scarce_page",
)
def get_scarce(request: HttpRequest, wanted: Query[PageOf]) -> HttpResponse:
    """Articles that all locations together run out of before an order of now would be there."""
    return answer(scarce_page(cursor=wanted.cursor, limit=wanted.limit))


@router.post(
    "/planned-promotions",
    auth=_WRITE,
    response={200: PlannedOut, **REFUSALS},
    operation_id="plan_promotions",
)
def post_planned(request: HttpRequest, body: PlannedRows) -> HttpResponse:
    """Say what is planned that moves demand; all of it or none. Forecasts know it from the next training on."""
    planned = [
        PlannedPromotion(row.sku, row.on, row.kind, row.percent / 100) for row in body.planned
    ]
    return answered_once(
        request,
        "plan_promotions",
        lambda: {"planned": plan_promotions(planned, now=clock.now())},
    )


@router.post(
    "/order-terms",
    auth=_WRITE,
    response={200: OrderTermsWritten, **REFUSALS},
    operation_id="set_order_terms",
)
def post_order_terms(request: HttpRequest, body: OrderTermsRows) -> HttpResponse:
    """Say in which packs articles are ordered, how little and how much, and how long they keep."""
    terms = [TermsOfOrdering(**row.dict()) for row in body.rows]
    return answered_once(request, "set_order_terms", lambda: {"rows": set_order_terms(terms)})


@router.post(
    "/location-weights",
    auth=_WRITE,
    response={200: LocationWeightsSet, **REFUSALS},
    operation_id="set_location_weights",
)
def post_location_weights(request: HttpRequest, body: LocationWeightsIn) -> HttpResponse:
    """Say how much a sale at a location counts where there is too little for all; all of it or none."""
    weights = {row.location: row.weight for row in body.weights}
    return answered_once(
        request, "set_location_weights", lambda: {"locations": set_location_weights(weights)}
    )


@router.get(
    "/replenishment-proposals",
    auth=_READ,
    response={200: ProposalsPage, **REFUSALS},
    operation_id="proposal_page",
)
def get_proposals(request: HttpRequest, wanted: Query[ProposalsAsked]) -> HttpResponse:
    """What locations should order, or get from another one, and why."""
    return answer(proposal_page(location=wanted.location, cursor=wanted.cursor, limit=wanted.limit))


@router.post(
    "/replenishment-proposals/{proposal_id}/decision",
    auth=_WRITE,
    response={200: ProposalOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="decide_proposal",
)
def post_decision(request: HttpRequest, proposal_id: UUID, body: DecisionIn) -> HttpResponse:
    """Accept a proposal, with other units if need be, or reject it."""
    command = DecideProposal(
        proposal_id, body.decision == "accept", _by(request), body.units, body.note
    )
    return answered_once(
        request,
        "decide_proposal",
        lambda: ProposalView.of(decide_proposal(command, now=clock.now())),
    )


@router.post(
    "/replenishment-decisions",
    auth=_WRITE,
    response={200: DecisionsOut, 409: Problem, **REFUSALS},
    operation_id="decide_proposals",
)
def post_decisions(request: HttpRequest, body: DecisionsIn) -> HttpResponse:
    """Decide about many proposals at once: each as it is, with other units, or not."""
    commands = [
        DecideProposal(row.proposal_id, row.decision == "accept", _by(request), row.units, row.note)
        for row in body.decisions
    ]
    return answered_once(
        request, "decide_proposals", lambda: decide_proposals(commands, now=clock.now())
    )


def _by(request: HttpRequest) -> str:
    caller = getattr(request, "auth", None)
    return str(getattr(caller, "name", "") or "api")
