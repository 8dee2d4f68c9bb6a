"""The states of a reservation and what leads from one to the next."""

from enum import StrEnum

from serai.kernel.states import StateTable


class ReservationState(StrEnum):
    """Where a reservation stands."""

    HELD = "held"
    """Its units are promised and counted in `reserved`."""
    FULFILLED = "fulfilled"
    """Its units have left the stock."""
    RELEASED = "released"
    """Given up; its units are free again."""
    EXPIRED = "expired"
    """Its time was over; its units are free again."""
    RESTOCKED = "restocked"
    """Its units had left the stock and came back."""


class ReservationAction(StrEnum):
    """What can happen to a reservation."""

    HOLD = "hold"
    FULFIL = "fulfil"
    RELEASE = "release"
    EXPIRE = "expire"
    RESTOCK = "restock"


_S, _A = ReservationState, ReservationAction

RESERVATION_STATES = StateTable(
    {
        # Held anew: what it held before is given back in the same statement.
        (_S.HELD, _A.HOLD): _S.HELD,
        (_S.RELEASED, _A.HOLD): _S.HELD,
        (_S.EXPIRED, _A.HOLD): _S.HELD,
        (_S.HELD, _A.FULFIL): _S.FULFILLED,
        (_S.HELD, _A.RELEASE): _S.RELEASED,
        (_S.HELD, _A.EXPIRE): _S.EXPIRED,
        (_S.FULFILLED, _A.RESTOCK): _S.RESTOCKED,
    }
)
"""A repeated action finds its own result and changes nothing; the use cases say so."""
