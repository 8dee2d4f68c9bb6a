"""What is held for one order."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.inventory.domain.reservation_state import ReservationState
from serai.inventory.models import Reservation


@dataclass(frozen=True, slots=True)
class ReservedLine:
    """So many units of a variant at a location."""

    variant_id: UUID
    location_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class ReservationView:
    """What is (or was) held for one order, until when."""

    reservation_of: UUID
    state: ReservationState
    lines: tuple[ReservedLine, ...]
    expires_at: datetime


def reservation(reservation_of: UUID) -> ReservationView | None:
    """Return the reservation of an order, or `None`; one statement."""
    row = Reservation.objects.filter(pk=reservation_of).first()
    if row is None:
        return None
    lines = zip(row.variant_ids, row.location_ids, row.quantities, strict=True)
    return ReservationView(
        row.pk,
        ReservationState(row.state),
        tuple(ReservedLine(*line) for line in lines),
        row.expires_at,
    )
