"""Release what is held beyond its time."""

from datetime import datetime

from serai.inventory.domain.reservation_state import ReservationAction
from serai.inventory.usecases.give_back import DUE, give_back, give_back_sql

_AT_ONCE = 200
_EXPIRE = give_back_sql(DUE, ReservationAction.EXPIRE)


def release_expired(*, now: datetime) -> int:
    """
    Free the units of every reservation whose time is over; return how many there were.

    Works in transactions of up to 200 reservations and passes over those that someone has in hand. Whoever
    reserves the same variants meanwhile frees them too; nobody waits for this.
    """
    total = 0
    while True:
        done = len(give_back(_EXPIRE, {"now": now, "limit": _AT_ONCE}))
        total += done
        if done < _AT_ONCE:
            return total
