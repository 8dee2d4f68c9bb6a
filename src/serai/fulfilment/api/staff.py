"""Sites, services and closures, for staff and their programs."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.fulfilment.api.schemas import (
    REFUSALS,
    ClosureIn,
    ClosuresOut,
    DeliveryServicesIn,
    DeliveryServicesOut,
    OpeningIn,
    SitesIn,
    SitesOut,
    Written,
)
from serai.fulfilment.api.staff_groups import router as groups
from serai.fulfilment.api.staff_parcels import router as parcels
from serai.fulfilment.api.staff_promises import router as promised
from serai.fulfilment.api.staff_sourcing import router as sourcing
from serai.fulfilment.domain.delivery_service import DeliveryService, Reach
from serai.fulfilment.queries.sites import closures, delivery_services, sites
from serai.fulfilment.usecases.close_sites import close_sites, open_sites
from serai.fulfilment.usecases.set_delivery_services import set_delivery_services
from serai.fulfilment.usecases.set_sites import SetSite, set_sites
from serai.kernel import clock
from serai.plumbing.api import Problem, answer, answered_once, staff

router = Router()
router.add_router("", groups)
router.add_router("", parcels)
router.add_router("", promised)
router.add_router("", sourcing)
_READ, _WRITE = staff("stock:read"), staff("stock:write")
_OWN = {409: Problem, 404: Problem, **REFUSALS}


@router.get("/sites", auth=_READ, response={200: SitesOut, **REFUSALS}, operation_id="sites")
def get_sites(request: HttpRequest) -> HttpResponse:
    """How every location works, by its code."""
    return answer({"items": sites()})


@router.post("/sites", auth=_WRITE, response={200: Written, **_OWN}, operation_id="set_sites")
def post_sites(request: HttpRequest, body: SitesIn) -> HttpResponse:
    """Say how locations work: hours, handling, capacity; all of them or none."""
    commands = [SetSite(**{**site.dict(), "hours": tuple(site.hours)}) for site in body.sites]
    return answered_once(request, "set_sites", lambda: {"written": set_sites(commands)})


@router.get(
    "/delivery-services",
    auth=_READ,
    response={200: DeliveryServicesOut, **REFUSALS},
    operation_id="delivery_services",
)
def get_delivery_services(request: HttpRequest) -> HttpResponse:
    """Who carries parcels, by code."""
    return answer({"items": delivery_services()})


@router.post(
    "/delivery-services",
    auth=_WRITE,
    response={200: Written, **_OWN},
    operation_id="set_delivery_services",
)
def post_delivery_services(request: HttpRequest, body: DeliveryServicesIn) -> HttpResponse:
    """Make or replace delivery services; all of them or none."""
    services = [
        DeliveryService(
            code=each.code,
            works=tuple(each.works),
            reaches=tuple(Reach(**reach.dict()) for reach in each.reaches),
            per_100_km_minor=each.per_100_km_minor,
            grams_per_100_km=each.grams_per_100_km,
        )
        for each in body.services
    ]

    def act() -> dict[str, int]:
        set_delivery_services(services)
        return {"written": len(services)}

    return answered_once(request, "set_delivery_services", act)


@router.get(
    "/closures", auth=_READ, response={200: ClosuresOut, **REFUSALS}, operation_id="closures"
)
def get_closures(request: HttpRequest) -> HttpResponse:
    """Days on which somebody rests, from today on."""
    return answer({"items": closures(clock.now().date())})


@router.post("/closures", auth=_WRITE, response={200: Written, **_OWN}, operation_id="close_sites")
def post_closures(request: HttpRequest, body: ClosureIn) -> HttpResponse:
    """Let a location, or everybody, rest on some days; promises made from now on know."""

    def act() -> dict[str, int]:
        close_sites(body.days, reason=body.reason, location=body.location)
        return {"written": len(set(body.days))}

    return answered_once(request, "close_sites", act)


@router.post("/openings", auth=_WRITE, response={200: Written, **_OWN}, operation_id="open_sites")
def post_openings(request: HttpRequest, body: OpeningIn) -> HttpResponse:
    """Take closures back."""
    return answered_once(
        request, "open_sites", lambda: {"written": open_sites(body.days, location=body.location)}
    )
