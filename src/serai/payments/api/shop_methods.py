"""The shop: what can be paid with."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.catalog.public import channel
from serai.kernel.money import Money
from serai.payments.queries.methods import methods_offered
from serai.plumbing.api import Problem, answer, caller_of, shop_key

router = Router(auth=shop_key)


class AmountQuery(Schema):
    """What is to be paid."""

    total_minor: Annotated[
        int | None,
        Field(ge=0, lt=2**63, description="Only what takes this amount, in minor units."),
    ] = None


class MethodOut(Schema):
    """Something to pay with."""

    method: Annotated[str, Field(description="Such as card; `choose_payment` takes it.")]
    capture_at: Annotated[
        str, Field(description="When the money is taken: now, or hand_over of the goods.")
    ]


class Methods(Schema):
    """What can be paid with, best first."""

    methods: list[MethodOut]


@router.get(
    "/payment-methods",
    response={200: Methods, 400: Problem, 401: Problem, 403: Problem, 422: Problem, 429: Problem},
    operation_id="payment_methods",
)
def get_methods(request: HttpRequest, query: Query[AmountQuery]) -> HttpResponse:
    """List what the shop takes in payment, in its order."""
    code = caller_of(request).channel_code
    minor = query.total_minor
    amount = None if minor is None else Money(minor, channel(code).currency)
    offered = methods_offered(code, amount)
    return answer({"methods": [{"method": m.method, "capture_at": m.capture_at} for m in offered]})
