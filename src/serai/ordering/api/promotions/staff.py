"""Promotions and orders: why a cart gets what, and what a promotion would have given."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import get_current_timezone
from ninja import Query, Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.ordering.api.refusals import refusals
from serai.ordering.queries.promotion_simulation import promotion_simulation
from serai.ordering.queries.why_promotions import promotion_reasons
from serai.plumbing.api import MoneyOut, answer, staff
from serai.plumbing.api.problem import locale_of
from serai.plumbing.conditions import words_in

router = Router()


class ReasonOut(Schema):
    """What became of one promotion, and why."""

    promotion_id: UUID
    code: str
    name: str
    outcome: Annotated[str, Field(description="applied, or a word for why not.")]
    taken: MoneyOut
    coupon: str
    sentence: Annotated[str, Field(description="The same in the language of the request.")]


class ReasonsOut(Schema):
    """Every promotion in force, in the order of their turns."""

    items: list[ReasonOut]


class PeriodQuery(Schema):
    """Where and when, and what is left of sales."""

    channel: Annotated[str, Field(min_length=1, max_length=64, examples=["web"])]
    since: Annotated[date, Field(description="The first day, in UTC.")]
    until: Annotated[date, Field(description="The day after the last.")]
    margin: Annotated[
        Decimal, Field(ge=0, le=1, description="Of sales, after the cost of goods.")
    ] = Decimal("0.3")


class DayOut(Schema):
    """One day of the channel."""

    day: date
    orders: int
    reached: int
    cost: MoneyOut


class SimulationOut(Schema):
    """What a promotion would have done if shoppers had bought the same."""

    orders: int
    reached: int
    taken: MoneyOut
    displaced: Annotated[MoneyOut, Field(description="What others would have given less.")]
    cost: MoneyOut
    sales: MoneyOut
    sales_reached: MoneyOut
    uplift: Annotated[
        str | None,
        Field(
            description="By how many per cent the reached orders must grow so that nothing is lost; null: no"
            " growth is enough."
        ),
    ]
    days: list[DayOut]


@router.get(
    "/carts/{cart_id}/promotions",
    auth=staff("orders:read"),
    response={200: ReasonsOut, **refusals(404)},
    operation_id="promotion_reasons",
)
def get_reasons(request: HttpRequest, cart_id: UUID) -> HttpResponse:
    """Tell for every promotion in force why it takes something off a cart, or does not."""
    words = words_in(locale_of(request), get_current_timezone())
    return answer({"items": promotion_reasons(cart_id, now=clock.now(), words=words)})


@router.get(
    "/promotions/{promotion_id}/simulation",
    auth=staff("orders:read"),
    response={200: SimulationOut, **refusals(404)},
    operation_id="promotion_simulation",
)
def get_simulation(
    request: HttpRequest, promotion_id: UUID, wanted: Query[PeriodQuery]
) -> HttpResponse:
    """Price the orders of a period again, with the promotion and without. It may be a draft."""
    found = promotion_simulation(
        promotion_id, wanted.channel, since=wanted.since, until=wanted.until, margin=wanted.margin
    )
    return answer(found)
