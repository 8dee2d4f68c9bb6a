"""Release a reservation: its units are free again."""

from datetime import datetime
from uuid import UUID

from serai.inventory.domain.reservation_state import (
    RESERVATION_STATES,
    ReservationAction,
    ReservationState,
)
from serai.inventory.usecases.give_back import ONE, give_back, give_back_sql

_RELEASE = give_back_sql(ONE, ReservationAction.RELEASE)


def release(reservation_of: UUID, *, now: datetime) -> bool:
    """
    Give up what is held for an order. One statement.

    Returns whether anything was held. Safe to repeat, and for orders that never held anything.

    Raises:
        IllegalTransition: the units have left the stock already; restock them.
    """
    found = give_back(_RELEASE, {"of": reservation_of, "now": now})
    for state in map(ReservationState, found):
        if state not in (ReservationState.RELEASED, ReservationState.EXPIRED):
            RESERVATION_STATES.advance(state, ReservationAction.RELEASE)
            return True
    return False
