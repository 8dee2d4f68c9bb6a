"""Labels of parcels that come back, for staff."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from serai.fulfilment.public import RequestKey
from serai.kernel import clock
from serai.ordering.api.papers.schemas import ReturnParcelOut
from serai.ordering.api.refusals import refusals
from serai.ordering.usecases.returns.label_return import LabelReturn, label_return
from serai.plumbing.api import Input, answer, caller_of, idempotency_key, staff

router = Router()


class ReturnLabelIn(Input):
    """Who carries it back, and what it weighs; without a weight it is what its articles weigh, and a box."""

    carrier: Annotated[
        str, Field(max_length=32, description="Empty: the one that usually does.")
    ] = ""
    service: Annotated[str, Field(max_length=64, description="Empty: the cheapest.")] = ""
    weight_g: Annotated[int | None, Field(strict=True, ge=1, le=1_000_000)] = None


@router.post(
    "/returns/{return_id}/parcel",
    auth=staff("orders:write"),
    response={200: ReturnParcelOut, **refusals(404, 409, 503)},
    operation_id="label_return",
)
def post_return_parcel(request: HttpRequest, return_id: UUID, body: ReturnLabelIn) -> HttpResponse:
    """Have a carrier label the parcel that comes back; the shopper's page of the return offers it."""
    asked = idempotency_key(request, f"label_return {return_id}")
    key = RequestKey.of(scope=asked.scope, key=asked.key, fingerprint=asked.fingerprint)
    command = LabelReturn(
        return_id, body.carrier, body.service, body.weight_g, caller_of(request).name
    )
    made = label_return(command, key=key, now=clock.now())
    return answer({name: getattr(made, name) for name in ReturnParcelOut.model_fields})
