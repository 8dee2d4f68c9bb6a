"""Handing out what waits in a store."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.fulfilment.public import GroupView
from serai.kernel import clock
from serai.ordering.api.pickups.schemas import CollectionIn, CollectionOut
from serai.ordering.api.refusals import refusals
from serai.ordering.usecases.pickups.hand_out_pickup import HandOutPickup, hand_out_pickup
from serai.plumbing.api import answered_once, staff

router = Router()


@router.post(
    "/fulfilment-groups/{group_id}/collection",
    auth=staff("orders:write"),
    response={200: CollectionOut, **refusals(404, 409)},
    operation_id="hand_out_pickup",
)
def post_collection(request: HttpRequest, group_id: UUID, body: CollectionIn) -> HttpResponse:
    """Hand out what waits, to whoever knows the code or has the name on the order."""
    command = HandOutPickup(group_id, body.code, body.name, body.collected_by)
    return answered_once(
        request, "hand_out_pickup", lambda: _told(hand_out_pickup(command, now=clock.now()))
    )


def _told(group: GroupView) -> dict[str, object]:
    return {
        "number": group.number,
        "order_number": group.order_number,
        "state": group.state.value,
        "collected_by": group.collected_by,
        "left_at": group.left_at,
    }
