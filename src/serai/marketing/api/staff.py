"""Offers by letter, and for what shoppers wait, for staff and their programs."""

from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

import numpy as np
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.marketing.api.alert_schemas import MostWantedPage
from serai.marketing.api.schemas import (
    ReadingsOut,
    RunOut,
    RunPage,
    RunPreviewOut,
    SendingPage,
    SendOffersIn,
)
from serai.marketing.queries.alerts.most_wanted import MOST_SHOWN, most_wanted
from serai.marketing.queries.planned_run import SendOffers, run_preview
from serai.marketing.queries.run_readings import run_readings
from serai.marketing.queries.run_view import LARGEST_PAGE, run_page, run_view, sending_page
from serai.marketing.queries.weighed_offers import SentOffer
from serai.marketing.usecases.send_offers import send_offers
from serai.plumbing.api import (
    Problem,
    answer,
    answered_once,
    caller_of,
    staff,
)

router = Router()
_READ, _WRITE = staff("offers:read"), staff("offers:write")
_REFUSALS = {400: Problem, 401: Problem, 403: Problem, 422: Problem, 429: Problem}


class Paged(Schema):
    """Which page."""

    cursor: Annotated[str | None, Field(max_length=1000)] = None
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 50


class Wanted(Schema):
    """Which articles."""

    kind: Annotated[
        Literal["", "price", "stock"], Field(description="Who wait for this alone.")
    ] = ""
    channel: Annotated[str, Field(max_length=64, description="In this channel alone.")] = ""
    limit: Annotated[int, Field(ge=1, le=MOST_SHOWN)] = 50


@router.get("/most-wanted", auth=_READ, response={200: MostWantedPage, **_REFUSALS})
def articles_most_wanted(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
    """The articles for which most shoppers wait: to cost less, or to be there again."""
    found = most_wanted(limit=wanted.limit, kind=wanted.kind, channel_code=wanted.channel)
    return answer({"items": found})


@router.get("/offer-runs", auth=_READ, response={200: RunPage, **_REFUSALS})
def offer_runs(request: HttpRequest, wanted: Query[Paged]) -> HttpResponse:
    """Runs of offers, the newest first."""
    return answer(run_page(cursor=wanted.cursor, limit=wanted.limit))


@router.post(
    "/offer-runs",
    auth=_WRITE,
    response={200: RunOut, 404: Problem, 409: Problem, **_REFUSALS},
    operation_id="send_offers",
)
def post_offer_run(request: HttpRequest, body: SendOffersIn) -> HttpResponse:
    """Give each member of a segment the offer that brings most within the budget, by letter."""
    command = _command(request, body)
    return answered_once(
        request,
        "send_offers",
        lambda: send_offers(command, now=clock.now(), rng=np.random.default_rng()),
    )


@router.post(
    "/offer-runs/preview",
    auth=_READ,
    response={200: RunPreviewOut, 404: Problem, **_REFUSALS},
    operation_id="preview_offers",
)
def post_offer_preview(request: HttpRequest, body: SendOffersIn) -> HttpResponse:
    """Tell to how many each offer would go, what that would bring and cost. Nothing is written."""
    return answer(run_preview(_command(request, body), now=clock.now()))


@router.get("/offer-runs/{run_id}", auth=_READ, response={200: RunOut, 404: Problem, **_REFUSALS})
def offer_run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """A run of offers: what was planned, and how many are in which arm."""
    return answer(run_view(run_id))


@router.get(
    "/offer-runs/{run_id}/sendings",
    auth=_READ,
    response={200: SendingPage, 404: Problem, **_REFUSALS},
)
def offer_sendings(request: HttpRequest, run_id: UUID, wanted: Query[Paged]) -> HttpResponse:
    """What became of each customer of a run: arm, reasons, coupon, and the order that used it."""
    return answer(sending_page(run_id, cursor=wanted.cursor, limit=wanted.limit))


@router.get(
    "/offer-runs/{run_id}/readings",
    auth=_READ,
    response={200: ReadingsOut, 404: Problem, **_REFUSALS},
)
def offer_readings(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """What each offer of a run has shown: those it was sent to beside those kept from it."""
    return answer(run_readings(run_id))


def _command(request: HttpRequest, body: SendOffersIn) -> SendOffers:
    return SendOffers(
        code=body.code,
        channel_code=body.channel,
        segment_id=body.segment_id,
        offers=tuple(
            SentOffer(
                promotion_id=each.promotion_id,
                cost_minor=each.cost_minor,
                wins_back=Decimal(each.wins_back),
                lifts=Decimal(each.lifts),
                used_by=Decimal(each.used_by),
            )
            for each in body.offers
        ),
        margin=Decimal(body.margin),
        budget_minor=body.budget_minor,
        valid=timedelta(days=body.valid_days),
        made_by=f"api key {caller_of(request).key_id}",
        holdout=Decimal(body.holdout),
    )
