"""What models expect of customers, for staff and their programs."""

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.customers.api.schemas import REFUSALS
from serai.customers.domain.predicting.reason import in_words
from serai.customers.domain.predicting.reason_words import WORDS
from serai.customers.queries.predicting.prediction_view import prediction
from serai.plumbing.api import Problem, answer, staff
from serai.plumbing.api.language import choose

router = Router(auth=staff("customers:read"))


class ReasonOut(Schema):
    """One thing known of a customer that moves a prediction."""

    code: Annotated[str, Field(description="What is known.", examples=["days_28"])]
    value: Annotated[float, Field(description="How much it is of this customer.")]
    raises: Annotated[bool, Field(description="Whether it moves the prediction up.")]
    words: Annotated[
        str,
        Field(
            description="The same in the reader's language.",
            examples=["4 purchase days in the last 28 days"],
        ),
    ]


class PredictionOut(Schema):
    """What models expect of a customer."""

    customer_id: Annotated[UUID, Field(description="Of whom.")]
    currency: Annotated[str, Field(description="ISO 4217 code of the spend.", examples=["USD"])]
    ahead_days: Annotated[int, Field(description="How many days it looks ahead.")]
    days_low: Annotated[Decimal, Field(description="One in ten has fewer purchase days.")]
    days: Annotated[Decimal, Field(description="Purchase days expected.")]
    days_high: Annotated[Decimal, Field(description="One in ten has more.")]
    spend_low_minor: Annotated[int, Field(description="One in ten spends less, in minor units.")]
    spend_minor: Annotated[int, Field(description="Spend expected, in minor units.")]
    spend_high_minor: Annotated[int, Field(description="One in ten spends more.")]
    churn: Annotated[
        Decimal | None, Field(description="Chance to buy nothing in that time, 0 to 1.")
    ]
    alive: Annotated[Decimal | None, Field(description="Chance to be a customer still, 0 to 1.")]
    last_on: Annotated[date, Field(description="Day of the last purchase.")]
    next_on: Annotated[
        date | None, Field(description="When the next one would come at the usual pace.")
    ]
    usual_gap: Annotated[
        Decimal | None, Field(description="Days between two purchases, as a rule.")
    ]
    recency: Annotated[int, Field(description="Fifth by the last purchase; 5 is the latest.")]
    frequency: Annotated[int, Field(description="Fifth by purchases; 5 is the most often.")]
    money: Annotated[int, Field(description="Fifth by spend; 5 is the most.")]
    rfm_group: Annotated[str, Field(description="Group by these fifths.", examples=["champions"])]
    learnt_group: Annotated[
        str, Field(description="Group of customers who buy alike; A comes most often.")
    ]
    because: Annotated[
        dict[str, list[ReasonOut]],
        Field(description="The strongest reasons for the spend and for churn."),
    ]
    seen_until: Annotated[date, Field(description="The last day that was known.")]
    made_at: Annotated[datetime, Field(description="When it was predicted.")]


@router.get(
    "/customers/{customer_id}/prediction",
    response={200: PredictionOut, 404: Problem, **REFUSALS},
    operation_id="prediction",
)
def get_prediction(request: HttpRequest, customer_id: UUID) -> HttpResponse:
    """What models expect of a customer who allows profiling, with the reasons in the reader's language."""
    found = prediction(customer_id)
    locale = choose(request.headers.get("Accept-Language", ""), tuple(WORDS), "en")
    said = {
        name: [asdict(each) | {"words": in_words(each, locale)} for each in why]
        for name, why in found.because.items()
    }
    return answer({**asdict(found), "because": said})
