"""Where payment processors tell us news."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.kernel import clock
from serai.payments.usecases.take_in_webhook import take_in_webhook
from serai.plumbing.api import Problem, answer

router = Router(tags=["webhooks"])


class WebhookTaken(Schema):
    """The news was taken in."""

    first: Annotated[
        bool, Field(description="False when this webhook-id had been taken in before.")
    ]


@router.post(
    "/payments/{processor}",
    response={200: WebhookTaken, 401: Problem, 404: Problem, 409: Problem},
    operation_id="take_in_webhook",
)
def post_payment_webhook(request: HttpRequest, processor: str) -> HttpResponse:
    """
    Take in news of a payment or a refund.

    Signed as the Standard Webhooks specification says, in the headers `webhook-id`,
    `webhook-timestamp` and `webhook-signature`. Safe to deliver again, late, and in any order.
    """
    first = take_in_webhook(processor, request.headers, request.body, now=clock.now())
    return answer({"first": first})
