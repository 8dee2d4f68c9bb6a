"""Stock, for staff and their programs."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.inventory.api.schemas import (
    REFUSALS,
    BuffersIn,
    BuffersSet,
    CountsIn,
    LocationIds,
    LocationsIn,
    LocationsOut,
    MovementsIn,
    MovementsPage,
    PageOf,
    StockOut,
    TransfersIn,
    Written,
)
from serai.inventory.api.staff_ahead import router as ahead
from serai.inventory.api.staff_buffers import router as buffers
from serai.inventory.api.staff_channels import router as channels
from serai.inventory.api.staff_demand import router as demand
from serai.inventory.api.staff_transfers import router as transfers
from serai.inventory.queries.known_names import stock_entries, transfer_entries, variant_of_sku
from serai.inventory.queries.locations import locations
from serai.inventory.queries.movement_page import movement_page
from serai.inventory.queries.stock_by_location import availability_by_location
from serai.inventory.usecases.adjust import adjust
from serai.inventory.usecases.assign_location import assign_location
from serai.inventory.usecases.count_stock import count_stock
from serai.inventory.usecases.receive import receive
from serai.inventory.usecases.set_buffer import set_buffer
from serai.inventory.usecases.transfer import transfer
from serai.inventory.usecases.upsert_locations import LocationRow, upsert_locations
from serai.kernel import clock
from serai.plumbing.api import Problem, answer, answered_once, staff

router = Router()
router.add_router("", channels)
router.add_router("", buffers)
router.add_router("", ahead)
router.add_router("", demand)
router.add_router("", transfers)
_READ, _WRITE = staff("stock:read"), staff("stock:write")


@router.get(
    "/locations",
    auth=_READ,
    response={200: LocationsOut, **REFUSALS},
    operation_id="locations",
)
def get_locations(request: HttpRequest) -> HttpResponse:
    """Every store and distribution centre, by its code."""
    return answer({"items": locations()})


@router.post(
    "/locations",
    auth=_WRITE,
    response={200: LocationIds, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="upsert_locations",
)
def post_locations(request: HttpRequest, body: LocationsIn) -> HttpResponse:
    """Make or change locations, and say which channels sell from them; all of it or none."""
    rows = [LocationRow(**location.dict(exclude={"channels"})) for location in body.locations]

    def act() -> dict[str, object]:
        ids = upsert_locations(rows)
        for location in body.locations:
            for sold in location.channels:
                assign_location(sold.channel, ids[location.code], priority=sold.priority)
        return {"items": [{"code": code, "id": ids[code]} for code in sorted(ids)]}

    return answered_once(request, "upsert_locations", act)


@router.get(
    "/stock/{sku}",
    auth=_READ,
    response={200: StockOut, 404: Problem, **REFUSALS},
    operation_id="availability_by_location",
)
def get_stock(request: HttpRequest, sku: str) -> HttpResponse:
    """Where a variant is, and how much of it is free."""
    variant_id = variant_of_sku(sku)
    items = availability_by_location(variant_id)
    return answer({"sku": sku, "variant_id": variant_id, "items": items})


@router.get(
    "/stock/{sku}/movements",
    auth=_READ,
    response={200: MovementsPage, 404: Problem, **REFUSALS},
    operation_id="movement_page",
)
def get_movements(request: HttpRequest, sku: str, wanted: Query[PageOf]) -> HttpResponse:
    """Why the stock of a variant is what it is: its movements, the newest first."""
    page = movement_page(variant_of_sku(sku), cursor=wanted.cursor, limit=wanted.limit)
    return answer(page)


@router.post(
    "/stock-movements",
    auth=_WRITE,
    response={200: Written, 409: Problem, **REFUSALS},
    operation_id="receive_or_adjust",
)
def post_movements(request: HttpRequest, body: MovementsIn) -> HttpResponse:
    """Add what was delivered, or correct what was found, lost or broken; all entries or none."""
    write = receive if body.reason == "receipt" else adjust

    def act() -> dict[str, int]:
        named = [(row.sku, row.location, row.quantity, row.note) for row in body.movements]
        return {"movements": write(stock_entries(named), now=clock.now())}

    return answered_once(request, "receive_or_adjust", act)


@router.post(
    "/stock-counts",
    auth=_WRITE,
    response={200: Written, 409: Problem, **REFUSALS},
    operation_id="count_stock",
)
def post_counts(request: HttpRequest, body: CountsIn) -> HttpResponse:
    """Make the stock what was counted; all entries or none."""

    def act() -> dict[str, int]:
        named = [(row.sku, row.location, row.counted, row.note) for row in body.counts]
        return {"movements": count_stock(stock_entries(named), now=clock.now())}

    return answered_once(request, "count_stock", act)


@router.post(
    "/stock-transfers",
    auth=_WRITE,
    response={200: Written, 409: Problem, **REFUSALS},
    operation_id="transfer",
)
def post_transfers(request: HttpRequest, body: TransfersIn) -> HttpResponse:
    """Move units from one location to another; all entries or none."""

    def act() -> dict[str, int]:
        entries = transfer_entries(
            (row.sku, row.from_location, row.to_location, row.quantity, row.note)
            for row in body.transfers
        )
        return {"movements": transfer(entries, now=clock.now())}

    return answered_once(request, "transfer", act)


@router.post(
    "/stock-buffers",
    auth=_WRITE,
    response={200: BuffersSet, **REFUSALS},
    operation_id="set_buffer",
)
def post_buffers(request: HttpRequest, body: BuffersIn) -> HttpResponse:
    """Keep units back from shoppers; all entries or none."""

    def act() -> dict[str, int]:
        named = [(row.sku, row.location, row.buffer, "") for row in body.buffers]
        set_buffer(stock_entries(named))
        return {"buffers": len(named)}

    return answered_once(request, "set_buffer", act)
