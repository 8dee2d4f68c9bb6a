"""Fulfilment groups, for pickers, packers and their programs."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.fulfilment.api.group_schemas import (
    OWN,
    AgeCheckIn,
    GroupOut,
    GroupPageOut,
    GroupQuery,
    GroupsOut,
    HandOverIn,
    MissingIn,
    PickIn,
    SomeUnits,
    TrackingIn,
)
from serai.fulfilment.api.schemas import REFUSALS
from serai.fulfilment.queries.group_queue import QueueFilter, group_queue
from serai.fulfilment.queries.groups import GroupView, group
from serai.fulfilment.usecases.groups.check_age import CheckAge, check_age
from serai.fulfilment.usecases.groups.follow_parcel import deliver_parcel, track_parcel
from serai.fulfilment.usecases.groups.give_out import give_out
from serai.fulfilment.usecases.groups.hand_over import Tracking
from serai.fulfilment.usecases.groups.miss_units import miss_units
from serai.fulfilment.usecases.groups.pack_group import pack_group
from serai.fulfilment.usecases.groups.pick_units import pick_units
from serai.fulfilment.usecases.groups.put_aside import put_aside
from serai.kernel import clock
from serai.plumbing.api import answer, answered_once, staff

router = Router()
_READ, _WRITE = staff("orders:read"), staff("orders:write")
_ONE = {200: GroupOut, **OWN, **REFUSALS}


@router.get(
    "/fulfilment-groups",
    auth=_READ,
    response={200: GroupPageOut, **REFUSALS},
    operation_id="fulfilment_groups",
)
def get_groups(request: HttpRequest, query: Query[GroupQuery]) -> HttpResponse:
    """What somebody has to do, by location if one is named; what is due first comes first."""
    wanted = QueueFilter(
        location_id=query.location_id,
        state=query.state,
        kind=query.kind,
        order_id=query.order_id,
        nowhere=query.nowhere,
    )
    return answer(group_queue(wanted, cursor=query.cursor, limit=query.limit))


@router.get(
    "/fulfilment-groups/{group_id}", auth=_READ, response=_ONE, operation_id="fulfilment_group"
)
def get_group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Show a group: what is to be picked, where, by when, and why there."""
    return answer(group(group_id))


@router.post(
    "/fulfilment-groups/{group_id}/picks", auth=_WRITE, response=_ONE, operation_id="pick_units"
)
def post_picks(request: HttpRequest, group_id: UUID, body: PickIn) -> HttpResponse:
    """Say how many units of each line are picked so far."""
    picked = None if body.lines is None else {each.position: each.picked for each in body.lines}

    def act() -> GroupView:
        return pick_units(group_id, picked, now=clock.now())

    return answered_once(request, "pick_units", act)


@router.post(
    "/fulfilment-groups/{group_id}/missing",
    auth=_WRITE,
    response={200: GroupsOut, **OWN, **REFUSALS},
    operation_id="miss_units",
)
def post_missing(request: HttpRequest, group_id: UUID, body: MissingIn) -> HttpResponse:
    """
    Say that units cannot be found; answers all groups of the order.

    Another location sends them if one has them; otherwise they are called off and paid back.
    """

    def act() -> dict[str, object]:
        return {"items": miss_units(group_id, _units(body.lines), now=clock.now())}

    return answered_once(request, "miss_units", act)


@router.post(
    "/fulfilment-groups/{group_id}/packing", auth=_WRITE, response=_ONE, operation_id="pack_group"
)
def post_packing(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Say that a parcel is packed and waits for the carrier."""
    return answered_once(request, "pack_group", lambda: pack_group(group_id, now=clock.now()))


@router.post(
    "/fulfilment-groups/{group_id}/readiness", auth=_WRITE, response=_ONE, operation_id="put_aside"
)
def post_readiness(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Say that all of a group is put aside and waits for the shopper, who is told."""
    return answered_once(request, "put_aside", lambda: put_aside(group_id, now=clock.now()))


@router.post(
    "/fulfilment-groups/{group_id}/age-checks",
    auth=_WRITE,
    response=_ONE,
    operation_id="check_age",
)
def post_age_check(request: HttpRequest, group_id: UUID, body: AgeCheckIn) -> HttpResponse:
    """
    Record that the age of whoever takes the goods was checked, by which kind of document, and what came of it.

    Without a check that was passed they are not handed over. After one that failed, what asks for the age is
    called off and paid back; what is with a carrier comes back first.
    """
    command = CheckAge(
        group_id, body.outcome, body.document, body.where, body.checked_by, body.note
    )
    return answered_once(request, "check_age", lambda: check_age(command, now=clock.now()))


@router.post(
    "/fulfilment-groups/{group_id}/hand-over",
    auth=_WRITE,
    response=_ONE,
    operation_id="hand_over_group",
)
def post_hand_over(request: HttpRequest, group_id: UUID, body: HandOverIn) -> HttpResponse:
    """
    Say that goods have left: with a carrier, or with the shopper. Some lines may leave before the others.

    What is collected in a store leaves only against its code.
    """
    units = None if body.lines is None else _units(body.lines)

    def act() -> GroupView:
        return give_out(
            group_id,
            units,
            tracking=_tracking(body),
            code=body.code,
            secret=settings.SERAI_SECRET,
            now=clock.now(),
        )

    return answered_once(request, "hand_over_group", act)


@router.post(
    "/fulfilment-groups/{group_id}/tracking",
    auth=_WRITE,
    response=_ONE,
    operation_id="track_parcel",
)
def post_tracking(request: HttpRequest, group_id: UUID, body: TrackingIn) -> HttpResponse:
    """Say who carries a parcel that has left."""

    def act() -> GroupView:
        return track_parcel(group_id, _tracking(body), now=clock.now())

    return answered_once(request, "track_parcel", act)


@router.post(
    "/fulfilment-groups/{group_id}/delivery",
    auth=_WRITE,
    response=_ONE,
    operation_id="deliver_parcel",
)
def post_delivery(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Say that the carrier has brought a parcel."""
    return answered_once(
        request, "deliver_parcel", lambda: deliver_parcel(group_id, now=clock.now())
    )


def _units(lines: Iterable[SomeUnits]) -> dict[int, int]:
    """Return the units of each position; one that is named twice counts together."""
    units: dict[int, int] = {}
    for each in lines:
        units[each.position] = units.get(each.position, 0) + each.units
    return units


def _tracking(body: TrackingIn) -> Tracking:
    return Tracking(body.carrier, body.tracking_number, body.tracking_url)
