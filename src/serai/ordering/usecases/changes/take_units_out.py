"""Take units out of an order that have not left: nobody picks them, and they are back in stock."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.ordering.queries.changes.reserved_by import reserved_by_documents


def take_units_out(order_id: UUID, units: Mapping[int, int], *, reason: str, now: datetime) -> None:
    """
    Cancel units in their groups and put them back to where they lie. Joins the caller's transaction.

    Raises:
        TooManyUnits: fewer have not left.
    """
    freed = fulfilment.cancel_units(order_id, units, now=now)
    back: dict[tuple[UUID, UUID], int] = {}
    for each in freed:
        if each.location_id is not None:
            spot = (each.variant_id, each.location_id)
            back[spot] = back.get(spot, 0) + each.units
    for reservation in (*reserved_by_documents(order_id), order_id) if back else ():
        back = inventory.restock_units(reservation, back, note=reason, now=now)
        if not back:
            return
    # What was found elsewhere since it was sold is in no reservation: it lies where its group is.
    entries = [
        inventory.StockEntry(variant_id, location_id, quantity, reason[:500])
        for (variant_id, location_id), quantity in back.items()
    ]
    if entries:
        inventory.take_back(entries, reference=order_id, now=now)
