"""Put back some of the units that an order took; the rest stays sold."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from serai.inventory.domain.entry import StockEntry
from serai.inventory.domain.reservation_state import (
    RESERVATION_STATES,
    ReservationAction,
    ReservationState,
)
from serai.inventory.models import Reservation
from serai.inventory.usecases.take_back import take_back
from serai.plumbing.db import unit_of_work


@unit_of_work()
def restock_units(
    reservation_of: UUID,
    units: Mapping[tuple[UUID, UUID], int],
    *,
    note: str = "",
    now: datetime,
) -> dict[tuple[UUID, UUID], int]:
    """
    Put units back to where a fulfilled reservation took them, with the movements that say so.

    The reservation holds that much less from then on, so that restocking it later brings back the rest.
    Joins the caller's transaction, which calls it once. Three statements, one when nothing comes back.

    Args:
        reservation_of: the order.
        units: how many of each variant, from which location.
        note: why, for people; it is kept with the movements.
        now: the present instant.

    Returns:
        What the reservation did not hold, of the same shape: empty when all of it came back.
    """
    row = Reservation.objects.select_for_update().filter(pk=reservation_of).first()
    if row is None or row.state != ReservationState.FULFILLED:
        return dict(units)
    left = list(row.quantities)
    missing: dict[tuple[UUID, UUID], int] = {}
    back: list[StockEntry] = []
    for (variant_id, location_id), wanted in units.items():
        for at in reversed(range(len(left))):
            where = row.location_ids[at]
            if row.variant_ids[at] == variant_id and location_id == where:
                taken = min(wanted, left[at])
                left[at] -= taken
                wanted -= taken  # noqa: PLW2901 - what is still to come back
                if taken:
                    back.append(StockEntry(variant_id, where, taken, note[:500]))
        if wanted:
            missing[variant_id, location_id] = wanted
    if back:
        _write(row, left, back, now)
    return missing


def _write(row: Reservation, left: list[int], back: list[StockEntry], now: datetime) -> None:
    kept = [at for at, quantity in enumerate(left) if quantity]
    if kept:
        row.variant_ids = [row.variant_ids[at] for at in kept]
        row.location_ids = [row.location_ids[at] for at in kept]
        row.quantities = [left[at] for at in kept]
    else:
        action = ReservationAction.RESTOCK
        row.state = RESERVATION_STATES.advance(ReservationState(row.state), action)
        row.settled_at = now
    row.save(update_fields=["state", "variant_ids", "location_ids", "quantities", "settled_at"])
    take_back(back, reference=row.pk, now=now)
