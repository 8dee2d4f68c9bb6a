"""Staff say what a channel takes in payment."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from serai.catalog.public import channel
from serai.payments.ports import CaptureAt
from serai.payments.queries.methods import MethodSetting, methods_of_channel
from serai.payments.usecases.set_methods import set_methods
from serai.plumbing.api import Input, Problem, answer, staff

router = Router()

_MINOR = Annotated[int | None, Field(strict=True, ge=0, lt=2**63)]


class MethodIO(Input):
    """How a channel takes a method of payment."""

    method: Annotated[str, Field(min_length=1, max_length=30, examples=["card"])]
    processor: Annotated[
        str, Field(min_length=1, max_length=30, description="Who takes it.", examples=["local"])
    ]
    capture_at: Annotated[
        Literal["now", "hand_over"],
        Field(description="now: with the order. hand_over: set aside, taken with the goods."),
    ] = "now"
    is_offered: Annotated[bool, Field(strict=True)] = True
    lowest_minor: Annotated[
        _MINOR, Field(description="The least that can be paid with it, in minor units.")
    ] = None
    highest_minor: Annotated[
        _MINOR, Field(description="The most that can be paid with it, in minor units.")
    ] = None


class MethodsIO(Input):
    """What a channel takes in payment, in its order."""

    methods: Annotated[
        list[MethodIO],
        Field(max_length=50, description="None: everything that the processors take."),
    ]


@router.get(
    "/payment-methods/{channel_code}",
    response={200: MethodsIO, 401: Problem, 403: Problem, 404: Problem},
    auth=staff("orders:read"),
    operation_id="payment_methods_of_channel",
)
def get_methods(request: HttpRequest, channel_code: str) -> HttpResponse:
    """Tell what a channel takes in payment."""
    return answer({"methods": list(methods_of_channel(channel(channel_code).code))})


@router.put(
    "/payment-methods/{channel_code}",
    response={200: MethodsIO, 401: Problem, 403: Problem, 404: Problem, 422: Problem},
    auth=staff("orders:write"),
    operation_id="set_payment_methods",
)
def put_methods(request: HttpRequest, channel_code: str, payload: MethodsIO) -> HttpResponse:
    """Let these, in this order, be all that a channel takes in payment."""
    settings = [
        MethodSetting(**one.dict() | {"capture_at": CaptureAt(one.capture_at)})
        for one in payload.methods
    ]
    set_methods(channel_code, settings)
    return answer({"methods": list(methods_of_channel(channel_code))})
