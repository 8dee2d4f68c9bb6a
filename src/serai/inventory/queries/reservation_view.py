"""What is held for one order."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from serai.inventory.domain.reservation_state import ReservationState
from serai.plumbing.db import rows

_RESERVATION = """
SELECT state, variant_ids, location_ids, quantities, expires_at FROM inventory_reservation WHERE id = %s
"""


class ReservedLine(Struct, frozen=True):
    """So many units of a variant at a location."""

    variant_id: UUID
    location_id: UUID
    quantity: int


class ReservationView(Struct, frozen=True):
    """What is (or was) held for one order, until when."""

    reservation_of: UUID
    state: ReservationState
    lines: tuple[ReservedLine, ...]
    expires_at: datetime


def reservation(reservation_of: UUID) -> ReservationView | None:
    """Return the reservation of an order, or `None`; one statement."""
    found = rows(_RESERVATION, [reservation_of])
    if not found:
        return None
    [(state, variant_ids, location_ids, quantities, expires_at)] = found
    lines = zip(variant_ids, location_ids, quantities, strict=True)
    return ReservationView(
        reservation_of,
        ReservationState(state),
        tuple(ReservedLine(*line) for line in lines),
        expires_at,
    )
