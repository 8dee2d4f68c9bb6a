"""Trials of prices in stores, for staff and their programs."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import numpy as np
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.plumbing.api import (
    Input,
    MoneyOut,
    Problem,
    answer,
    answered_once,
    caller_of,
    staff,
)
from serai.pricing.api.schemas import REFUSALS, ChannelCode
from serai.pricing.queries.trials.trial_page import LARGEST_PAGE, trial_page, trial_view
from serai.pricing.usecases.trials.start_price_trial import (
    MOST_ARTICLES,
    MOST_STORES,
    StartPriceTrial,
    start_price_trial,
)
from serai.pricing.usecases.trials.stop_price_trial import stop_price_trial

router = Router()
_READ, _WRITE = staff("prices:read"), staff("prices:write")
_Name = Annotated[str, Field(min_length=1, max_length=200)]


class TrialStoreOut(Schema):
    """A store, and in which blocks it pays the tried prices."""

    store: str
    treated: list[bool]


class TrialArticleOut(Schema):
    """An article, as it costs and as it is tried."""

    sku: str
    now: MoneyOut
    tried: MoneyOut


class TrialMetricOut(Schema):
    """What the tried prices add to a store's day; money in minor units."""

    name: str
    control: Annotated[float, Field(description="The mean of a day at the price as it is.")]
    effect: float
    low: Annotated[float, Field(description="Where the interval of 95 % begins.")]
    high: float
    p_value: Annotated[float, Field(description="From drawing the plan again.")]
    carried_over: Annotated[
        float, Field(description="What the tried price adds to the block after it.")
    ]


class TrialOut(Schema):
    """A trial of prices."""

    id: UUID
    name: str
    channel_code: str
    state: Annotated[str, Field(description="to_come, running, stopped or over.")]
    first_on: date
    block_days: int
    blocks: int
    washout_days: int
    ends_at: datetime
    started_by: str
    stopped_at: datetime | None


class TrialWholeOut(TrialOut):
    """A trial with its plan, and what it says so far."""

    stores: list[TrialStoreOut]
    articles: list[TrialArticleOut]
    blocks_over: Annotated[int, Field(description="How many blocks are read: pairs that are over.")]
    metrics: list[TrialMetricOut]


class TrialPage(Schema):
    """Some trials, and where the next page starts."""

    items: list[TrialOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class WhichTrials(Schema):
    """Which page."""

    cursor: Annotated[str | None, Field(max_length=1000)] = None
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 50


class TrialIn(Input):
    """What is tried: proposed prices, in some stores, by turns."""

    name: _Name
    channel: ChannelCode
    proposals: Annotated[
        list[UUID],
        Field(min_length=1, max_length=MOST_ARTICLES, description="Open proposals of the channel."),
    ]
    stores: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=64)]],
        Field(max_length=MOST_STORES, description="Their codes, 4 or more."),
    ]
    first_on: Annotated[date, Field(description="After today.")]
    block_days: Annotated[int, Field(strict=True, ge=1, le=28)] = 7
    blocks: Annotated[int, Field(strict=True, ge=2, le=26, description="An even number.")] = 4
    washout_days: Annotated[
        int, Field(strict=True, ge=0, le=27, description="Days of each block that do not count.")
    ] = 1


class TrialStarted(Schema):
    """The trial."""

    id: UUID


@router.get(
    "/price-trials",
    auth=_READ,
    response={200: TrialPage, **REFUSALS},
    operation_id="price_trials",
)
def price_trials(request: HttpRequest, wanted: Query[WhichTrials]) -> HttpResponse:
    """Trials of prices, the latest first."""
    return answer(trial_page(cursor=wanted.cursor, limit=wanted.limit, now=clock.now()))


@router.get(
    "/price-trials/{trial_id}",
    auth=_READ,
    response={200: TrialWholeOut, 404: Problem, **REFUSALS},
    operation_id="price_trial",
)
def price_trial(request: HttpRequest, trial_id: UUID) -> HttpResponse:
    """A trial with its plan, and what the tried prices add to margin, revenue and units."""
    return answer(trial_view(trial_id, now=clock.now()))


@router.post(
    "/price-trials",
    auth=_WRITE,
    response={200: TrialStarted, 404: Problem, 409: Problem, **REFUSALS},
)
def start_trial(request: HttpRequest, body: TrialIn) -> HttpResponse:
    """Try proposed prices out: stores take turns, so that each is compared with itself in the same weeks."""
    command = StartPriceTrial(
        **body.dict(exclude={"channel"}),
        channel_code=body.channel,
        by=f"api key {caller_of(request).key_id}",
    )
    rng = np.random.default_rng()
    return answered_once(
        request,
        "start_trial",
        lambda: {"id": start_price_trial(command, rng=rng, now=clock.now())},
    )


@router.post(
    "/price-trials/{trial_id}/stop",
    auth=_WRITE,
    response={200: TrialStarted, 404: Problem, 409: Problem, **REFUSALS},
)
def stop_trial(request: HttpRequest, trial_id: UUID) -> HttpResponse:
    """Let every store pay the price as it was, at once; what was read so far stays."""
    by = f"api key {caller_of(request).key_id}"

    def stop() -> dict[str, UUID]:
        stop_price_trial(trial_id, by=by, now=clock.now())
        return {"id": trial_id}

    return answered_once(request, "stop_trial", stop)
