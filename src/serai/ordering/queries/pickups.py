"""What waits in stores for the shopper of an order: where, until when, and the code."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.ordering.domain.buyer import Buyer
from serai.ordering.queries.order_view import order_of

_GONE = (
    fulfilment.GroupState.CANCELLED,
    fulfilment.GroupState.HANDED_OVER,
    fulfilment.GroupState.NO_SHOW,
)


@dataclass(frozen=True)
class PickupPlaceView:
    """The store, with its hours of the week, Monday first; empty where nobody has told them."""

    name: str
    address: list[str]
    hours: list[str]


@dataclass(frozen=True)
class PickupView:
    """
    What is collected together.

    `code` is there while it can be collected; until then, and when it is over, it is empty.
    """

    number: int
    state: str
    place: PickupPlaceView
    code: str
    ready_by: datetime | None
    ready_at: datetime | None
    collect_by: datetime | None
    collected_at: datetime | None


def pickups_of(buyer: Buyer, order_id: UUID) -> list[PickupView]:
    """
    Return what the buyer collects of an order, by number; seven statements.

    Raises:
        OrderNotFound: no such order, or not theirs.
    """
    return pickups_of_order(order_of(buyer, order_id).id)


def pickups_of_order(order_id: UUID) -> list[PickupView]:
    """Return what is collected of an order, whoever's it is; four statements, two when nothing is."""
    groups = [
        each
        for each in fulfilment.groups_of_order(order_id)
        if each.kind is fulfilment.GroupKind.PICKUP and each.location is not None
    ]
    if not groups:
        return []
    codes = {each.location.code for each in groups if each.location}
    places = inventory.locations_of_codes(codes)
    hours = fulfilment.hours_of(codes)
    return [_view(each, places, hours) for each in groups]


def _view(
    group: fulfilment.GroupView,
    places: dict[str, inventory.LocationView],
    hours: dict[str, list[str]],
) -> PickupView:
    assert group.location is not None
    place = places[group.location.code]
    town = " ".join(filter(None, (place.postcode, place.city, place.region)))
    ready = group.state is fulfilment.GroupState.READY
    left = group.left_at if group.state in _GONE else None
    return PickupView(
        number=group.number,
        state=group.state.value,
        place=PickupPlaceView(
            place.name,
            [line for line in (place.line1, place.line2, town) if line],
            hours.get(place.code, []),
        ),
        code=fulfilment.pickup_code(group.id, secret=settings.SERAI_SECRET) if ready else "",
        ready_by=group.promised_latest,
        ready_at=group.ready_at,
        collect_by=group.collect_by,
        collected_at=left,
    )
