"""Take units out of an order that have not left: nobody picks them, and they are back in stock."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.ordering.queries.changes.reserved_by import reserved_by_documents
from serai.ordering.queries.changes.standing_order import StandingOrder


def take_units_out(
    order: StandingOrder, units: Mapping[int, int], *, reason: str, now: datetime
) -> None:
    """
    Cancel units in their groups, of sets those of their parts, and put them back to where they lie.

    Joins the caller's transaction.

    Raises:
        TooManyUnits: fewer have not left.
    """
    order_id = order.id
    freed = fulfilment.cancel_units(order_id, order.sets.to_pick(units), now=now)
    _leave_queues(order_id, freed)
    by_reservation: dict[UUID, dict[tuple[UUID, UUID], int]] = {}
    for each in freed:
        if each.location_id is not None:
            back = by_reservation.setdefault(each.reservation_of, {})
            spot = (each.variant_id, each.location_id)
            back[spot] = back.get(spot, 0) + each.units
    if not by_reservation:
        return
    left: dict[tuple[UUID, UUID], int] = {}
    others = (*reserved_by_documents(order_id), order_id)
    for reservation in (*sorted(set(by_reservation) - set(others)), *others):
        back = by_reservation.pop(reservation, {})
        for spot, count in left.items():
            back[spot] = back.get(spot, 0) + count
        left = inventory.restock_units(reservation, back, note=reason, now=now) if back else {}
    # What was found elsewhere since it was sold is in no reservation: it lies where its group is.
    entries = [
        inventory.StockEntry(variant_id, location_id, quantity, reason[:500])
        for (variant_id, location_id), quantity in left.items()
    ]
    if entries:
        inventory.take_back(entries, reference=order_id, now=now)


def _leave_queues(order_id: UUID, freed: Iterable[fulfilment.FreedUnits]) -> None:
    """Give up the places of units that nobody had: what was sold ahead and waits no longer."""
    nowhere: dict[UUID, int] = {}
    for each in freed:
        if each.location_id is None:
            nowhere[each.variant_id] = nowhere.get(each.variant_id, 0) + each.units
    if nowhere:
        inventory.give_up_places(order_id, nowhere)
