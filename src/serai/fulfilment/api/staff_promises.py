"""What promises stand on, and how they were kept, for staff and their programs."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.fulfilment.api.promise_schemas import (
    KeptPromisesOut,
    PeriodWanted,
    Removed,
    ServiceAreaRemovalIn,
    ServiceAreasIn,
    ServiceAreasOut,
    SuppliedGoodsIn,
    SuppliersIn,
    SuppliersOut,
)
from serai.fulfilment.api.schemas import REFUSALS, Written
from serai.fulfilment.domain.supplier import Supplier
from serai.fulfilment.queries.kept_promises import KeptPromises, kept_by_day, kept_promises
from serai.fulfilment.queries.service_areas import service_areas
from serai.fulfilment.queries.suppliers import suppliers
from serai.fulfilment.usecases.set_service_areas import (
    SetServiceArea,
    remove_service_area,
    set_service_areas,
)
from serai.fulfilment.usecases.set_suppliers import Supplied, set_supplied, set_suppliers
from serai.kernel import clock
from serai.plumbing.api import Problem, answer, answered_once, staff

router = Router()
_READ, _WRITE = staff("stock:read"), staff("stock:write")
_OWN = {404: Problem, 409: Problem, **REFUSALS}


@router.get(
    "/suppliers", auth=_READ, response={200: SuppliersOut, **REFUSALS}, operation_id="suppliers"
)
def get_suppliers(request: HttpRequest) -> HttpResponse:
    """Who brings goods to us, by code."""
    return answer({"items": suppliers()})


@router.post(
    "/suppliers", auth=_WRITE, response={200: Written, **_OWN}, operation_id="set_suppliers"
)
def post_suppliers(request: HttpRequest, body: SuppliersIn) -> HttpResponse:
    """Make or replace suppliers; all of them or none."""
    told = [Supplier(**{**each.dict(), "works": tuple(each.works)}) for each in body.suppliers]
    return answered_once(request, "set_suppliers", lambda: {"written": set_suppliers(told)})


@router.post(
    "/supplied-goods", auth=_WRITE, response={200: Written, **_OWN}, operation_id="set_supplied"
)
def post_supplied(request: HttpRequest, body: SuppliedGoodsIn) -> HttpResponse:
    """Say who brings which articles; all of them or none."""
    goods = [Supplied(**each.dict()) for each in body.goods]
    return answered_once(request, "set_supplied", lambda: {"written": set_supplied(goods)})


@router.get(
    "/service-areas",
    auth=_READ,
    response={200: ServiceAreasOut, **REFUSALS},
    operation_id="service_areas",
)
def get_service_areas(request: HttpRequest) -> HttpResponse:
    """Where locations and services deliver, by code; about whom nothing is said, delivers everywhere."""
    return answer({"items": service_areas()})


@router.post(
    "/service-areas",
    auth=_WRITE,
    response={200: Written, **_OWN},
    operation_id="set_service_areas",
)
def post_service_areas(request: HttpRequest, body: ServiceAreasIn) -> HttpResponse:
    """Make or replace areas, by a radius or by GeoJSON; all of them or none."""
    areas = [SetServiceArea(**each.dict()) for each in body.areas]
    return answered_once(
        request, "set_service_areas", lambda: {"written": set_service_areas(areas)}
    )


@router.post(
    "/service-area-removals",
    auth=_WRITE,
    response={200: Removed, **_OWN},
    operation_id="remove_service_area",
)
def post_service_area_removal(request: HttpRequest, body: ServiceAreaRemovalIn) -> HttpResponse:
    """Take an area back."""

    def act() -> dict[str, str]:
        remove_service_area(body.code)
        return {"code": body.code}

    return answered_once(request, "remove_service_area", act)


@router.get(
    "/kept-promises",
    auth=_READ,
    response={200: KeptPromisesOut, **REFUSALS},
    operation_id="kept_promises",
)
def get_kept_promises(request: HttpRequest, wanted: Query[PeriodWanted]) -> HttpResponse:
    """Which promises were kept, by location and by day, and why others were not."""
    now = clock.now()
    since = now - timedelta(days=wanted.days)
    all_together, *places = kept_promises(since, now, now=now)
    return answer(
        {
            "in_all": _told(all_together.promises),
            "locations": [
                {"location": each.location, "name": each.name, **_told(each.promises)}
                for each in places
            ],
            "days": [
                {"day": day, **_told(each)}
                for day, each in kept_by_day(since, now, time_zone="UTC", now=now)
            ],
        }
    )


def _told(promises: KeptPromises) -> dict[str, Any]:
    return {
        "kept": promises.kept,
        "early": promises.early,
        "late": promises.late,
        "waiting": promises.waiting,
        "share": promises.share,
        "why_late": {why.value: count for why, count in (promises.why or {}).items()},
    }
