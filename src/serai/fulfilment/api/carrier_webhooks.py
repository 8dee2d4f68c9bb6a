"""Where carriers tell us news."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.fulfilment.usecases.parcels.take_in_news import take_in_news
from serai.kernel import clock
from serai.plumbing.api import Problem, answer

router = Router(tags=["webhooks"])


class NewsTaken(Schema):
    """The news were taken in."""

    news: Annotated[
        int, Field(description="How many were new; none when they had been taken in before.")
    ]


@router.post(
    "/carriers/{carrier}",
    response={200: NewsTaken, 401: Problem, 404: Problem},
    operation_id="take_in_carrier_news",
)
def post_carrier_news(request: HttpRequest, carrier: str) -> HttpResponse:
    """
    Take in news of parcels, signed as the carrier signs.

    Safe to deliver again, late, and in any order.
    """
    return answer({"news": take_in_news(carrier, request.headers, request.body, now=clock.now())})
