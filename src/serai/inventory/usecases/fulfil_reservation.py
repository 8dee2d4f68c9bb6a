"""Fulfil a reservation: its units leave the stock."""

from datetime import datetime
from uuid import UUID

from serai.inventory.domain.reservation_state import (
    RESERVATION_STATES,
    ReservationAction,
    ReservationState,
)
from serai.inventory.queries.reservation_view import ReservationView, ReservedLine
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import rows


class ReservationLost(DomainError):
    """Nothing is held for the order any more (or ever was): its units may be someone else's by now."""

    code = "inventory.reservation_lost"
    kind = Kind.CONFLICT

    def __init__(self, reservation_of: UUID, state: str | None) -> None:
        self.reservation_of, self.state = reservation_of, state
        super().__init__(
            f"Nothing is held for {reservation_of}: its reservation {'is ' + state if state else 'never was'}."
        )


def fulfil_reservation(reservation_of: UUID, *, now: datetime) -> ReservationView:
    """
    Let the units that are held for an order leave the stock, and write why. One statement.

    A second call finds the reservation fulfilled and changes nothing. One whose time is over but whose
    units nobody has taken yet is still good. What is free stays the same, so no band changes.

    Raises:
        ReservationLost: nothing is held: it was released, has expired, was restocked, or never was.
    """
    found = rows(_FULFIL, {"of": reservation_of, "now": now})
    if not found:
        raise ReservationLost(reservation_of, None)
    [(before, variants, locations, quantities, expires_at)] = found
    state = ReservationState(before)
    if state is not ReservationState.FULFILLED:
        if state not in _MAY_FULFIL:
            raise ReservationLost(reservation_of, before)
        state = ReservationState.FULFILLED
    lines = zip(variants, locations, quantities, strict=True)
    return ReservationView(
        reservation_of, state, tuple(ReservedLine(*line) for line in lines), expires_at
    )


_MAY_FULFIL = RESERVATION_STATES.sources(ReservationAction.FULFIL)

# What must hold for such a statement to be right is said in lock_balances.
_FULFIL = """
WITH mine AS MATERIALIZED (
  SELECT id, state, variant_ids, location_ids, quantities, expires_at
  FROM inventory_reservation WHERE id = %(of)s FOR UPDATE
), locked AS MATERIALIZED (
  SELECT b.id, b.on_hand, b.reserved, part.quantity
  FROM mine
  CROSS JOIN unnest(variant_ids, location_ids, quantities) AS part (variant_id, location_id, quantity)
  JOIN inventory_balance AS b
    ON b.variant_id = part.variant_id AND b.location_id = part.location_id
  WHERE mine.state = 'held'
  ORDER BY b.variant_id, b.location_id
  FOR UPDATE OF b
), moved AS (
  UPDATE inventory_balance AS b
  SET on_hand = locked.on_hand - quantity, reserved = locked.reserved - quantity
  FROM locked WHERE b.id = locked.id
), noted AS (
  INSERT INTO inventory_movement (balance_id, quantity, reason, reference, note, occurred_at)
  SELECT id, -quantity, 'sale', %(of)s, '', %(now)s FROM locked
), settled AS (
  UPDATE inventory_reservation AS r SET state = 'fulfilled', settled_at = %(now)s
  WHERE r.id = %(of)s AND EXISTS (SELECT FROM locked)
)
SELECT state, variant_ids, location_ids, quantities, expires_at FROM mine"""
