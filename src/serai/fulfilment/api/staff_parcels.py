"""Parcels and their labels, for packers and their programs."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.fulfilment.api.group_schemas import OWN
from serai.fulfilment.api.parcel_schemas import LabelIn, ParcelOut, ParcelsOut, RatesOut
from serai.fulfilment.api.schemas import REFUSALS
from serai.fulfilment.queries.groups import group
from serai.fulfilment.queries.parcel_rates import parcel_rates
from serai.fulfilment.queries.parcels import parcel, parcels_of_group
from serai.fulfilment.usecases.parcels.make_label import MakeLabel, make_label
from serai.fulfilment.usecases.parcels.request_key import RequestKey
from serai.fulfilment.usecases.parcels.void_label import void_label
from serai.kernel import clock
from serai.plumbing.api import Problem, answer, caller_of, idempotency_key, staff

router = Router()
_READ, _WRITE = staff("orders:read"), staff("orders:write")
_ASKS = {**OWN, **REFUSALS, 503: Problem}


class RateQuery(Schema):
    """What the parcel weighs; without it, what its articles weigh, and a box."""

    weight_g: Annotated[int | None, Field(ge=1, le=1_000_000)] = None


@router.get(
    "/fulfilment-groups/{group_id}/rates",
    auth=_READ,
    response={200: RatesOut, **_ASKS},
    operation_id="parcel_rates",
)
def get_rates(request: HttpRequest, group_id: UUID, query: Query[RateQuery]) -> HttpResponse:
    """Ask every carrier what a parcel of a group costs."""
    return answer(parcel_rates(group_id, query.weight_g))


@router.get(
    "/fulfilment-groups/{group_id}/parcels",
    auth=_READ,
    response={200: ParcelsOut, **OWN, **REFUSALS},
    operation_id="parcels_of_group",
)
def get_parcels(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Show the parcels of a group, with their labels and what was heard of them."""
    return answer({"items": parcels_of_group(group(group_id).id, now=clock.now())})


@router.post(
    "/fulfilment-groups/{group_id}/parcels",
    auth=_WRITE,
    response={200: ParcelOut, **_ASKS},
    operation_id="make_label",
)
def post_parcel(request: HttpRequest, group_id: UUID, body: LabelIn) -> HttpResponse:
    """Have a carrier make the label of one parcel; the group is known by the first."""
    asked = idempotency_key(request, f"make_label {group_id}")
    command = MakeLabel(
        group_id,
        carrier=body.carrier,
        service=body.service,
        weight_g=body.weight_g,
        sides_mm=(body.length_mm, body.width_mm, body.height_mm),
        made_by=caller_of(request).name,
    )
    key = RequestKey.of(scope=asked.scope, key=asked.key, fingerprint=asked.fingerprint)
    return answer(make_label(command, key=key, now=clock.now()))


@router.get(
    "/parcels/{parcel_id}",
    auth=_READ,
    response={200: ParcelOut, **OWN, **REFUSALS},
    operation_id="parcel",
)
def get_parcel(request: HttpRequest, parcel_id: UUID) -> HttpResponse:
    """Show a parcel: its label to print again, and what was heard of it."""
    return answer(parcel(parcel_id, now=clock.now()))


@router.delete(
    "/parcels/{parcel_id}/label",
    auth=_WRITE,
    response={200: ParcelOut, **_ASKS},
    operation_id="void_label",
)
def delete_label(request: HttpRequest, parcel_id: UUID) -> HttpResponse:
    """Give a label back that no parcel was sent with; to do so again changes nothing."""
    return answer(void_label(parcel_id, now=clock.now()))
