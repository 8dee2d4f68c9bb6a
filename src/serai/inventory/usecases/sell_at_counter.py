"""Sell over a counter: units that have left a store leave its books, whatever the books say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.inventory.domain.entry import MOST_UNITS
from serai.inventory.usecases.lock_balances import BANDS, LOCKED, tell_bands
from serai.inventory.usecases.reserve import BadReservation
from serai.plumbing.db import execute, rows, unit_of_work


@dataclass(frozen=True, slots=True)
class CounterShortage:
    """Of how many units that were sold the books knew nothing; someone has to count the shelf."""

    variant_id: UUID
    sold: int
    unknown: int


@unit_of_work()
def sell_at_counter(
    items: Mapping[UUID, int], *, sale_of: UUID, location_id: UUID, note: str, now: datetime
) -> list[CounterShortage]:
    """
    Take units that a buyer has carried away out of a store's stock; two statements.

    Nothing is refused: the units are gone. Where the books had fewer that were not promised to others, the
    difference is booked as found (an adjustment) and told, so that what is promised to others stays promised and
    someone counts. The sale is kept as a fulfilled reservation, by which its units can come back.

    The caller sees to it that a sale is taken in once.

    Args:
        items: units by variant; variants that the catalogue knows.
        sale_of: the order.
        location_id: the store.
        note: what people call the sale, such as the number of its receipt.
        now: the present instant.

    Raises:
        BadReservation: a quantity is no whole number above zero.
    """
    for variant_id, quantity in items.items():
        if type(quantity) is not int or not 1 <= quantity <= MOST_UNITS:
            raise BadReservation(variant_id, quantity)
    if not items:
        return []
    params: dict[str, Any] = {
        "variants": list(items),
        "quantities": list(items.values()),
        "location": location_id,
        "of": sale_of,
        "note": note,
        "now": now,
    }
    execute(_MISSING, params)
    found = rows(_SELL, params)
    tell_bands((channel, variant_id) for what, channel, variant_id, _ in found if what == "band")
    return sorted(
        (
            CounterShortage(variant_id, items[variant_id], unknown)
            for what, _, variant_id, unknown in found
            if what == "short"
        ),
        key=lambda short: short.variant_id,
    )


_MISSING = """
INSERT INTO inventory_balance (variant_id, location_id)
SELECT variant_id, %(location)s::uuid FROM unnest(%(variants)s::uuid[]) AS g (variant_id)
ORDER BY variant_id
ON CONFLICT DO NOTHING"""

# What must hold for such a statement to be right is said in lock_balances.
_SELL = f"""
WITH given AS MATERIALIZED (
  SELECT * FROM unnest(%(variants)s::uuid[], %(quantities)s::int[]) AS g (variant_id, sold)
), spots AS MATERIALIZED (
  SELECT variant_id, %(location)s::uuid AS location_id FROM given
), {LOCKED}, counted AS MATERIALIZED (
  SELECT locked.*, coalesce(sold, 0) AS sold,
    CASE WHEN sold IS NULL THEN 0 ELSE greatest(sold - (on_hand - reserved), 0) END AS unknown
  FROM locked
  LEFT JOIN given ON given.variant_id = locked.variant_id AND locked.location_id = %(location)s
), moved AS (
  UPDATE inventory_balance AS b
  SET on_hand = counted.on_hand + unknown - sold, reserved = counted.reserved
  FROM counted WHERE b.id = counted.id AND sold > 0
), noted AS (
  INSERT INTO inventory_movement (balance_id, quantity, reason, reference, note, occurred_at)
  SELECT id, unknown, 'adjustment', %(of)s::uuid, 'sold, and not in the books: ' || %(note)s,
    %(now)s::timestamptz
  FROM counted WHERE unknown > 0
  UNION ALL
  SELECT id, -sold, 'sale', %(of)s, %(note)s, %(now)s FROM counted WHERE sold > 0
), kept AS (
  INSERT INTO inventory_reservation
    (id, state, variant_ids, location_ids, quantities, held_at, expires_at, settled_at)
  SELECT %(of)s, 'fulfilled', array_agg(variant_id ORDER BY id), array_agg(location_id ORDER BY id),
    array_agg(sold ORDER BY id), %(now)s, %(now)s, %(now)s
  FROM counted WHERE sold > 0
), changed AS (
  SELECT variant_id, location_id, greatest(on_hand - reserved - buffer, 0) AS free_before,
    greatest(on_hand + unknown - sold - reserved - buffer, 0) AS free_after
  FROM counted
), {BANDS}
SELECT 'short', NULL, variant_id, unknown FROM counted WHERE unknown > 0
UNION ALL SELECT 'band', channel_code, variant_id, 0 FROM bands"""  # noqa: S608 -- constants only
