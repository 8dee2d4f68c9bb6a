"""Offers by letter, for staff and their programs."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

import numpy as np
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.marketing.domain.arm import Arm
from serai.marketing.queries.planned_run import SendOffers
from serai.marketing.queries.run_view import LARGEST_PAGE, run_page, run_view, sending_page
from serai.marketing.queries.weighed_offers import SentOffer
from serai.marketing.usecases.send_offers import send_offers
from serai.plumbing.api import (
    Input,
    MoneyOut,
    Problem,
    answer,
    answered_once,
    caller_of,
    staff,
)

router = Router()
_READ, _WRITE = staff("offers:read"), staff("offers:write")
_REFUSALS = {400: Problem, 401: Problem, 403: Problem, 422: Problem, 429: Problem}
_MOST = 10**12
_Share = Annotated[
    str,
    Field(
        pattern=r"^(0(\.[0-9]{1,4})?|1(\.0{1,4})?)$",
        description="Decimal text, 0 to 1.",
        examples=["0.08"],
    ),
]
_Minor = Annotated[int, Field(strict=True, ge=0, le=_MOST, description="In minor units.")]


class OfferIn(Input):
    """A promotion that coupons open, and what an experiment showed of it."""

    promotion_id: UUID
    cost_minor: Annotated[_Minor, Field(description="What one use costs the shop.")]
    wins_back: Annotated[
        _Share,
        Field(description="Of those who would buy nothing, how many more buy because of it."),
    ]
    lifts: Annotated[
        _Share, Field(description="By what share those who buy anyway spend more.")
    ] = "0"
    used_by: Annotated[
        _Share, Field(description="How many of those who buy anyway use it all the same.")
    ] = "0"


class SendOffersIn(Input):
    """Which offers go to whom, within what."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$", examples=["spring-2027"])]
    channel: Annotated[str, Field(min_length=1, max_length=64, examples=["web"])]
    segment_id: UUID
    offers: Annotated[list[OfferIn], Field(min_length=1, max_length=20)]
    margin: Annotated[
        str,
        Field(
            pattern=r"^(0\.0{0,3}[1-9][0-9]{0,3}|1)$",
            max_length=6,
            description="The share of spend that the shop keeps.",
            examples=["0.25"],
        ),
    ]
    budget_minor: _Minor
    valid_days: Annotated[int, Field(strict=True, ge=1, le=30)] = 14


class RunOut(Schema):
    """A run of offers."""

    id: UUID
    code: str
    channel_code: str
    segment_id: UUID
    offers: Annotated[
        list[dict[str, Any]],
        Field(description="As they were weighed, with what was known of them."),
    ]
    margin: Decimal
    budget: MoneyOut
    gain: Annotated[MoneyOut, Field(description="Margin that the plan expects.")]
    cost: Annotated[MoneyOut, Field(description="What the plan expects uses to cost.")]
    at_most: Annotated[MoneyOut, Field(description="What no plan within the budget can exceed.")]
    members: Annotated[int, Field(description="How many of the segment allow offers by e-mail.")]
    sent: int
    held_out: Annotated[int, Field(description="Kept from offers, so that their effect is seen.")]
    shadow: Annotated[int, Field(description="Would have had one; the slot is in shadow.")]
    passed: Annotated[int, Field(description="The policy of the slot offered nothing.")]
    made_by: str
    made_at: datetime
    valid_until: datetime


class RunPage(Schema):
    """Some runs, and where the next page starts."""

    items: list[RunOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class SendingOut(Schema):
    """What became of one customer."""

    id: UUID
    customer_id: UUID
    offer: Annotated[str, Field(description="The promotion's code.")]
    arm: Arm
    coupon: Annotated[str, Field(description="Their own code; empty unless one was sent.")]
    gain: MoneyOut
    cost: MoneyOut
    reasons: Annotated[list[list[Any]], Field(description="The strongest: code and value.")]
    decided: Annotated[str, Field(description="How the slot decided.")]
    decided_at: datetime
    sent_at: datetime | None
    dropped_because: Annotated[
        str, Field(description="Why no letter left: not_allowed, gone, too_late, refused.")
    ]
    used_at: datetime | None
    order_id: UUID | None
    given: Annotated[MoneyOut | None, Field(description="What the order was given for it.")]


class SendingPage(Schema):
    """Some of a run's customers, and where the next page starts."""

    items: list[SendingOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class Paged(Schema):
    """Which page."""

    cursor: Annotated[str | None, Field(max_length=1000)] = None
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 50


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
    command = SendOffers(
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
    )
    return answered_once(
        request,
        "send_offers",
        lambda: send_offers(command, now=clock.now(), rng=np.random.default_rng()),
    )


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
