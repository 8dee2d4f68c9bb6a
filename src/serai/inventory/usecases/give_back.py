"""The statement by which reservations give their units back; release, expiry and restocking are its uses."""

from typing import Any

from serai.inventory.domain.reservation_state import RESERVATION_STATES, ReservationAction
from serai.inventory.usecases.lock_balances import BANDS, LOCKED, tell_bands
from serai.plumbing.db import rows, unit_of_work

ONE = "WHERE id = %(of)s FOR UPDATE"
DUE = """WHERE state = 'held' AND expires_at <= %(now)s
  ORDER BY expires_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED"""


def give_back_sql(which: str, action: ReservationAction) -> str:
    """
    Return the statement that takes `action` on the reservations `which` names.

    Released and expired units were only promised: `reserved` goes down. Restocked ones had left: `on_hand`
    goes up, with a movement. Reservations in a state that does not allow the action are left alone; the
    state in which each was found is returned.
    """
    [source] = RESERVATION_STATES.sources(action)
    target = RESERVATION_STATES.advance(source, action)
    if action is ReservationAction.RESTOCK:
        balance = "on_hand = counted.on_hand + back, reserved = counted.reserved"
        noted = """noted AS (
  INSERT INTO inventory_movement (balance_id, quantity, reason, reference, note, occurred_at)
  SELECT counted.id, part.quantity, 'return', part.reservation_id, %(note)s, %(now)s
  FROM part JOIN counted USING (variant_id, location_id)
), """
    else:
        balance = "on_hand = counted.on_hand, reserved = counted.reserved - back"
        noted = ""
    return f"""
WITH chosen AS MATERIALIZED (
  SELECT id, state, variant_ids, location_ids, quantities FROM inventory_reservation
  {which}
), part AS MATERIALIZED (
  SELECT chosen.id AS reservation_id, u.variant_id, u.location_id, u.quantity
  FROM chosen
  CROSS JOIN unnest(variant_ids, location_ids, quantities) AS u (variant_id, location_id, quantity)
  WHERE chosen.state = '{source.value}'
), given AS MATERIALIZED (
  SELECT variant_id, location_id, sum(quantity)::int AS back FROM part
  GROUP BY variant_id, location_id
), spots AS MATERIALIZED (
  SELECT variant_id, location_id FROM given
), {LOCKED}, counted AS MATERIALIZED (
  SELECT locked.*, coalesce(back, 0) AS back
  FROM locked LEFT JOIN given USING (variant_id, location_id)
), moved AS (
  UPDATE inventory_balance AS b SET {balance}
  FROM counted WHERE b.id = counted.id AND back > 0
), {noted}settled AS (
  UPDATE inventory_reservation AS r SET state = '{target.value}', settled_at = %(now)s
  FROM chosen
  WHERE r.id = chosen.id AND chosen.state = '{source.value}' AND EXISTS (SELECT FROM locked)
), changed AS (
  SELECT variant_id, location_id, greatest(on_hand - reserved - buffer, 0) AS free_before,
    greatest(on_hand - reserved + back - buffer, 0) AS free_after
  FROM counted
), {BANDS}
SELECT 'found', state, id FROM chosen
UNION ALL SELECT 'band', channel_code, variant_id FROM bands"""  # noqa: S608 -- constants only


def give_back(statement: str, params: dict[str, Any]) -> list[str]:
    """Run the statement, tell which bands changed, and return the states that were found."""
    with unit_of_work():
        found = rows(statement, params)
        tell_bands((channel, variant_id) for what, channel, variant_id in found if what == "band")
    return [state for what, state, _ in found if what == "found"]
