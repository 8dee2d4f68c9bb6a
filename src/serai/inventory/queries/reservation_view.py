"""What is held for orders."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from serai.inventory.domain.reservation_state import ReservationState
from serai.plumbing.db import rows

_RESERVATION = """
SELECT id, state, variant_ids, location_ids, quantities, expires_at FROM inventory_reservation
WHERE id = ANY(%s)
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
    return reservations([reservation_of]).get(reservation_of)


def reservations(reservations_of: Collection[UUID]) -> dict[UUID, ReservationView]:
    """Return the reservations of orders; those without one are left out. One statement."""
    return {row[0]: _view(*row) for row in rows(_RESERVATION, [list(reservations_of)])}


def _view(
    reservation_of: UUID,
    state: str,
    variant_ids: list[UUID],
    location_ids: list[UUID],
    quantities: list[int],
    expires_at: datetime,
) -> ReservationView:
    lines = zip(variant_ids, location_ids, quantities, strict=True)
    return ReservationView(
        reservation_of,
        ReservationState(state),
        tuple(ReservedLine(*line) for line in lines),
        expires_at,
    )
