"""What stores keep back from those who order to collect, for staff and their programs."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.inventory.api.schemas import REFUSALS, LocationCode
from serai.inventory.domain.entry import MOST_UNITS
from serai.inventory.domain.store_buffer import StoreBuffer
from serai.inventory.queries.locations import locations, locations_of_codes
from serai.inventory.queries.store_buffers import store_buffers
from serai.inventory.usecases.assign_location import LocationNotFound
from serai.inventory.usecases.set_store_buffers import set_store_buffers
from serai.plumbing.api import Input, Problem, answer, answered_once, staff

router = Router()
_READ, _WRITE = staff("stock:read"), staff("stock:write")


class StoreBufferIO(Input):
    """So many units of each article of a category stay on a store's shelf."""

    location: LocationCode
    category: Annotated[
        str,
        Field(
            max_length=500,
            description="A path such as grocery/frozen; empty: everything.",
            examples=["grocery/frozen"],
        ),
    ] = ""
    units: Annotated[
        int, Field(strict=True, ge=0, le=MOST_UNITS, description="0: the buffer goes.")
    ]


class StoreBuffersIn(Input):
    """Buffers to be made or replaced."""

    buffers: Annotated[list[StoreBufferIO], Field(min_length=1, max_length=5000)]


class StoreBuffersOut(Schema):
    """Every buffer, by store and category."""

    items: list[StoreBufferIO]


class StoreBuffersSet(Schema):
    """How many were told."""

    written: int


@router.get(
    "/store-buffers",
    auth=_READ,
    response={200: StoreBuffersOut, **REFUSALS},
    operation_id="store_buffers",
)
def get_store_buffers(request: HttpRequest) -> HttpResponse:
    """How many units stores keep back from those who order to collect."""
    codes = {each.id: each.code for each in locations()}
    told = [
        {"location": codes[each.location_id], "category": each.category, "units": each.units}
        for each in store_buffers()
    ]
    return answer({"items": told})


@router.post(
    "/store-buffers",
    auth=_WRITE,
    response={200: StoreBuffersSet, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="set_store_buffers",
)
def post_store_buffers(request: HttpRequest, body: StoreBuffersIn) -> HttpResponse:
    """Let stores keep units back; of a store's buffers the one of the narrowest category counts."""

    def act() -> dict[str, int]:
        places = locations_of_codes({each.location for each in body.buffers})
        told: dict[tuple[str, str], StoreBuffer] = {}
        for each in body.buffers:
            if each.location not in places:
                raise LocationNotFound(each.location)
            place = places[each.location].id
            told[each.location, each.category] = StoreBuffer(place, each.category, each.units)
        return {"written": set_store_buffers(list(told.values()))}

    return answered_once(request, "set_store_buffers", act)
