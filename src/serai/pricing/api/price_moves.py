"""How far prices move by themselves, for staff and their programs."""

from datetime import datetime, timedelta
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.plumbing.api import Input, Problem, answer, answered_once, caller_of, staff
from serai.pricing.api.schemas import REFUSALS
from serai.pricing.queries.proposals.price_moves import price_moves
from serai.pricing.usecases.proposals.put_prices_back import put_prices_back
from serai.pricing.usecases.proposals.set_price_moves import MOST_A_DAY, set_price_moves

router = Router()
_READ, _WRITE = staff("prices:read"), staff("prices:write")


class PriceMovesOut(Schema):
    """How far prices move by themselves in a channel; whether they do at all says the slot prices.moves."""

    channel_code: str
    deciding: Annotated[bool, Field(description="Whether the slot is in shadow or on.")]
    most_a_day: Annotated[int, Field(description="How many may move within any 24 hours.")]
    moved: Annotated[int, Field(description="How many did within the last 24 hours.")]
    stopped_at: datetime | None
    stopped_by: str


class PriceMovesIn(Input):
    """The budget of a day, and whether anything moves at all."""

    most_a_day: Annotated[int, Field(strict=True, ge=0, le=MOST_A_DAY)]
    stopped: Annotated[bool, Field(strict=True)] = False


class PutBackIn(Input):
    """How far back."""

    hours: Annotated[int, Field(strict=True, ge=1, le=24 * 31)] = 24


class PutBack(Schema):
    """How many prices are what they were before."""

    put_back: int


@router.get(
    "/price-moves/{channel_code}",
    auth=_READ,
    response={200: PriceMovesOut, 404: Problem, **REFUSALS},
    operation_id="price_moves",
)
def get_price_moves(request: HttpRequest, channel_code: str) -> HttpResponse:
    """How far prices move by themselves in a channel."""
    return answer(price_moves(channel_code, now=clock.now()))


@router.put(
    "/price-moves/{channel_code}",
    auth=_WRITE,
    response={200: PriceMovesOut, 404: Problem, **REFUSALS},
    operation_id="set_price_moves",
)
def put_price_moves(request: HttpRequest, channel_code: str, body: PriceMovesIn) -> HttpResponse:
    """Set the budget of a day, or stop everything at once."""
    now = clock.now()
    set_price_moves(
        channel_code,
        most_a_day=body.most_a_day,
        stopped=body.stopped,
        by=f"api key {caller_of(request).key_id}",
        now=now,
    )
    return answer(price_moves(channel_code, now=now))


@router.post(
    "/price-moves/{channel_code}/put-back",
    auth=_WRITE,
    response={200: PutBack, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="put_prices_back",
)
def post_put_back(request: HttpRequest, channel_code: str, body: PutBackIn) -> HttpResponse:
    """Let what has moved by itself lately cost what it did before."""
    now = clock.now()
    since = now - timedelta(hours=body.hours)
    return answered_once(
        request,
        "put_prices_back",
        lambda: {"put_back": put_prices_back(channel_code, since=since, now=now)},
    )
