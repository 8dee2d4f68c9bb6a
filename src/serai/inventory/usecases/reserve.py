"""Reserve: hold units for one order, all or nothing."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.catalog.public import variants_of_ids
from serai.inventory.domain.entry import MOST_UNITS
from serai.inventory.domain.reservation_state import (
    RESERVATION_STATES,
    ReservationAction,
    ReservationState,
)
from serai.inventory.queries.reservation_view import ReservationView, ReservedLine
from serai.inventory.usecases.lock_balances import BANDS, LOCKED, tell_bands
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import rows, unit_of_work


@dataclass(frozen=True, slots=True)
class Shortage:
    """What there is too little of; `sku` is empty when the catalogue does not know the variant."""

    sku: str
    variant_id: UUID
    asked: int
    free: int


class OutOfStock(DomainError):
    """Fewer units are free than were asked for; nothing was reserved."""

    code = "inventory.out_of_stock"
    kind = Kind.CONFLICT

    def __init__(self, shortages: list[Shortage]) -> None:
        first = shortages[0]
        self.sku, self.variant_id = first.sku, first.variant_id
        self.asked, self.free = first.asked, first.free
        self.shortages = shortages
        super().__init__(
            " ".join(
                f"Only {short.free} of {short.sku or short.variant_id} are free;"
                f" {short.asked} were asked for."
                for short in shortages
            )
        )


class BadReservation(DomainError):
    """Nothing, or a quantity that is no whole number above zero, cannot be reserved."""

    code = "inventory.bad_reservation"
    kind = Kind.REJECTED

    def __init__(self, variant_id: UUID | None, quantity: int) -> None:
        self.variant_id, self.quantity = variant_id, quantity
        super().__init__(
            f"Reserve between 1 and {MOST_UNITS:,} units of something; not {quantity}."
        )


class ReservationBusy(DomainError):
    """Another request is reserving for the same order at this very moment."""

    code = "inventory.reservation_busy"
    kind = Kind.CONFLICT

    def __init__(self, reservation_of: UUID) -> None:
        self.reservation_of = reservation_of
        super().__init__("This order is being reserved by another request; try again.")


def reserve(
    items: Mapping[UUID, int],
    *,
    reservation_of: UUID,
    channel_code: str,
    location_id: UUID | None = None,
    expires_at: datetime,
    now: datetime,
) -> ReservationView:
    """
    Hold units for one order until `expires_at`: all of them, or none. One statement.

    Units are taken from the channel's locations in the order of their priority, or from one location only.
    What the same order holds already is given back first, so a second call replaces the first; so is what
    other orders hold of these variants beyond their time. A refusal writes nothing and does not undo what the
    caller's unit of work has written.

    Args:
        items: units by variant. Parts of bundles are summed by the caller's mapping.
        reservation_of: the order; the reservation is known by its id.
        channel_code: the channel that sells.
        location_id: reserve here and nowhere else, whether or not the channel sells from here.
        expires_at: until when the units are held.
        now: the present instant.

    Raises:
        BadReservation: nothing is asked for, or a quantity makes no sense.
        OutOfStock: too few are free; every shortage is named.
        IllegalTransition: the order's reservation was fulfilled already.
        ReservationBusy: a parallel first request for the same order won.
    """
    _check(items)
    params = {
        "variants": list(items),
        "quantities": list(items.values()),
        "of": reservation_of,
        "where": location_id or channel_code,
        "expires": expires_at,
        "now": now,
    }
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    with unit_of_work():
        for what, *facts in rows(_AT_LOCATION if location_id else _IN_CHANNEL, params):
            found[what].append(tuple(facts))
        tell_bands((channel, variant_id) for channel, variant_id, *_ in found["band"])
    for state, *_ in found["state"]:
        RESERVATION_STATES.advance(ReservationState(state), ReservationAction.HOLD)
    if found["short"]:
        raise OutOfStock(_named(found["short"]))
    if not found["line"]:
        raise ReservationBusy(reservation_of)
    lines = tuple(ReservedLine(*line) for _, *line, _ in found["line"])
    return ReservationView(reservation_of, ReservationState.HELD, lines, expires_at)


def _check(items: Mapping[UUID, int]) -> None:
    if not items:
        raise BadReservation(None, 0)
    for variant_id, quantity in items.items():
        if type(quantity) is not int or not 1 <= quantity <= MOST_UNITS:
            raise BadReservation(variant_id, quantity)


def _named(shortages: list[tuple[Any, ...]]) -> list[Shortage]:
    """Return the shortages with their SKUs; a refusal may spend a statement on clear words."""
    known = variants_of_ids([variant_id for _, variant_id, *_ in shortages])
    named = [
        Shortage(known[variant_id].sku if variant_id in known else "", variant_id, asked, free)
        for _, variant_id, _, asked, free in shortages
    ]
    return sorted(named, key=lambda short: (short.sku, short.variant_id))


_MAY_HOLD = ", ".join(
    f"'{state.value}'" for state in RESERVATION_STATES.sources(ReservationAction.HOLD)
)


def _statement(target: str) -> str:
    """
    Return the statement; `target` selects (location_id, priority) to take units from.

    mine, stale: the order's own reservation, and others beyond their time that nobody else has in hand.
    freed: what these give back. counted: each balance with what is free and what is taken from it, filled
    up in the order of priority. short: what there is too little of; then nothing below is written.
    """
    return f"""
WITH wanted AS MATERIALIZED (
  SELECT * FROM unnest(%(variants)s::uuid[], %(quantities)s::int[]) AS w (variant_id, asked)
), target AS MATERIALIZED ({target}
), mine AS MATERIALIZED (
  SELECT id, state, variant_ids, location_ids, quantities
  FROM inventory_reservation WHERE id = %(of)s FOR UPDATE
), stale AS MATERIALIZED (
  SELECT id, variant_ids, location_ids, quantities
  FROM inventory_reservation
  WHERE (SELECT count(*) FROM mine) >= 0  -- its lock comes first
    AND state = 'held' AND expires_at <= %(now)s AND id <> %(of)s
    AND variant_ids && %(variants)s::uuid[]
  ORDER BY expires_at LIMIT 100
  FOR UPDATE SKIP LOCKED
), freed AS MATERIALIZED (
  SELECT variant_id, location_id, sum(quantity)::int AS freed
  FROM (SELECT variant_ids, location_ids, quantities FROM stale
        UNION ALL
        SELECT variant_ids, location_ids, quantities FROM mine WHERE state = 'held') AS held
  CROSS JOIN unnest(variant_ids, location_ids, quantities) AS u (variant_id, location_id, quantity)
  GROUP BY variant_id, location_id
), spots AS MATERIALIZED (
  SELECT variant_id, location_id FROM wanted CROSS JOIN target
  UNION
  SELECT variant_id, location_id FROM freed
), {LOCKED}, counted AS MATERIALIZED (
  SELECT *, CASE WHEN priority IS NULL THEN 0 ELSE least(free, greatest(asked - coalesce(sum(free)
      OVER (PARTITION BY variant_id ORDER BY priority, location_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0), 0)) END::int AS taken
  FROM (
    SELECT locked.*, coalesce(freed, 0) AS freed, asked, priority,
      greatest(on_hand - reserved + coalesce(freed, 0) - buffer, 0) AS free
    FROM locked
    LEFT JOIN freed USING (variant_id, location_id)
    LEFT JOIN wanted USING (variant_id)
    LEFT JOIN target USING (location_id)
  ) AS free_now
), short AS MATERIALIZED (
  SELECT wanted.variant_id, wanted.asked, coalesce(sum(free), 0)::bigint AS free
  FROM wanted
  LEFT JOIN counted ON counted.variant_id = wanted.variant_id AND counted.priority IS NOT NULL
  GROUP BY wanted.variant_id, wanted.asked
  HAVING coalesce(sum(free), 0) < wanted.asked
), offer AS MATERIALIZED (
  SELECT array_agg(variant_id ORDER BY id) AS variant_ids,
    array_agg(location_id ORDER BY id) AS location_ids, array_agg(taken ORDER BY id) AS quantities
  FROM counted
  WHERE taken > 0 AND NOT EXISTS (SELECT FROM short)
    AND NOT EXISTS (SELECT FROM mine WHERE state NOT IN ({_MAY_HOLD}))
  HAVING count(*) > 0
), renewed AS (
  UPDATE inventory_reservation AS r
  SET state = 'held', variant_ids = offer.variant_ids, location_ids = offer.location_ids,
    quantities = offer.quantities, held_at = %(now)s, expires_at = %(expires)s, settled_at = NULL
  FROM offer, mine WHERE r.id = mine.id
  RETURNING r.id
), begun AS (
  INSERT INTO inventory_reservation
    (id, state, variant_ids, location_ids, quantities, held_at, expires_at)
  SELECT %(of)s, 'held', variant_ids, location_ids, quantities, %(now)s, %(expires)s
  FROM offer WHERE NOT EXISTS (SELECT FROM mine)
  ON CONFLICT DO NOTHING
  RETURNING id
), kept AS MATERIALIZED (
  SELECT id FROM renewed UNION ALL SELECT id FROM begun
), ended AS (
  UPDATE inventory_reservation AS r SET state = 'expired', settled_at = %(now)s
  FROM stale, kept WHERE r.id = stale.id
), moved AS (
  UPDATE inventory_balance AS b
  SET on_hand = counted.on_hand, reserved = counted.reserved + taken - freed
  FROM counted, kept WHERE b.id = counted.id AND taken <> freed
), changed AS (
  SELECT variant_id, location_id, greatest(on_hand - reserved - buffer, 0) AS free_before,
    greatest(on_hand - reserved + freed - taken - buffer, 0) AS free_after
  FROM counted, kept
), {BANDS}
SELECT 'line', NULL, variant_id, location_id, taken, 0 FROM counted, kept WHERE taken > 0
UNION ALL SELECT 'short', NULL, variant_id, NULL, asked, free FROM short
UNION ALL SELECT 'band', channel_code, variant_id, NULL, 0, 0 FROM bands
UNION ALL SELECT 'state', state, NULL, NULL, 0, 0 FROM mine WHERE state NOT IN ({_MAY_HOLD})"""  # noqa: S608 -- constants only


_IN_CHANNEL = _statement("""
  SELECT location_id, priority FROM inventory_channel_location WHERE channel_code = %(where)s""")
_AT_LOCATION = _statement("""
  SELECT %(where)s::uuid AS location_id, 0 AS priority""")
