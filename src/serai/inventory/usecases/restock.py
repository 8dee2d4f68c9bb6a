"""Restock: units that were sold come back to where they were taken from."""

from datetime import datetime
from uuid import UUID

from serai.inventory.domain.reservation_state import (
    RESERVATION_STATES,
    ReservationAction,
    ReservationState,
)
from serai.inventory.usecases.fulfil_reservation import ReservationLost
from serai.inventory.usecases.give_back import ONE, give_back, give_back_sql

_RESTOCK = give_back_sql(ONE, ReservationAction.RESTOCK)


def restock(reservation_of: UUID, *, note: str = "", now: datetime) -> bool:
    """
    Put back what a fulfilled reservation took, with the movements that say so. One statement.

    Returns whether anything came back; a second call changes nothing.

    Args:
        reservation_of: the order.
        note: why, for people; it is kept with the movements.
        now: the present instant.

    Raises:
        ReservationLost: nothing was ever reserved for the order.
        IllegalTransition: its units have not left the stock; release them.
    """
    found = give_back(_RESTOCK, {"of": reservation_of, "note": note[:500], "now": now})
    if not found:
        raise ReservationLost(reservation_of, None)
    state = ReservationState(found[0])
    if state is ReservationState.RESTOCKED:
        return False
    RESERVATION_STATES.advance(state, ReservationAction.RESTOCK)
    return True
