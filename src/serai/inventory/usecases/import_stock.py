"""Import stock levels from another system, by the hundred thousand."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from serai.inventory.domain.entry import MOST_UNITS, EntriesRefused, EntryFault
from serai.inventory.domain.movement_reason import MovementReason
from serai.inventory.usecases.lock_balances import BANDS, LOCKED, tell_bands
from serai.inventory.usecases.write_movements import change_balances
from serai.plumbing.db import copy_into, execute, rows, unit_of_work


def import_stock(
    levels: Iterable[tuple[UUID, UUID, int]],
    *,
    reason: MovementReason = MovementReason.INITIAL,
    note: str = "",
    only_new: bool = False,
    now: datetime,
) -> int:
    """
    Make the stock what another system says: (variant, location, units on hand). All of it, or nothing.

    The movements are the differences, so importing the same levels again writes none. Returns how many
    movements were written. The balances stay locked until the end: shoppers of the same variants wait.

    Args:
        levels: each variant and location once; both must exist.
        reason: what the movements say.
        note: where the levels come from, kept with each movement; say so when they are invented.
        only_new: leave alone what has a balance already.
        now: the present instant.

    Raises:
        EntriesRefused: levels below zero or impossibly high, or one place twice.
        StockMisfit: fewer units somewhere than are reserved there.
    """
    with unit_of_work():
        execute(_TABLE)
        execute("TRUNCATE pg_temp.inventory_incoming")
        columns = ["line", "variant_id", "location_id", "quantity"]
        numbered = ((line, *level) for line, level in enumerate(levels, 1))
        copy_into("pg_temp.inventory_incoming", columns, numbered)
        execute("ANALYZE pg_temp.inventory_incoming")
        if faults := [EntryFault(*fault) for fault in rows(_FAULTS)]:
            raise EntriesRefused(faults)
        params = {"note": note, "reason": reason.value, "absolute": True, "now": now}
        begun = rows(_BEGIN, params)
        tell_bands((channel, variant) for channel, variant, _ in begun if channel)
        written = sum(int(count) for _, _, count in begun)
        return written if only_new else written + change_balances(_INCOMING, params)


_TABLE = """
CREATE TEMPORARY TABLE IF NOT EXISTS inventory_incoming (
  line bigint NOT NULL, variant_id uuid NOT NULL, location_id uuid NOT NULL, quantity bigint NOT NULL
) ON COMMIT DELETE ROWS"""

_FAULTS = f"""
SELECT line, 'quantity', 'Must be between 0 and {MOST_UNITS:,}.'
FROM pg_temp.inventory_incoming WHERE quantity NOT BETWEEN 0 AND {MOST_UNITS}
UNION ALL
SELECT max(line), 'variant', 'Named twice for this location.'
FROM pg_temp.inventory_incoming GROUP BY variant_id, location_id HAVING count(*) > 1
ORDER BY 1 LIMIT 100"""  # noqa: S608 -- constants only

_INCOMING = """SELECT variant_id, location_id, quantity, %(note)s::text AS note,
    NULL::uuid AS reference
  FROM pg_temp.inventory_incoming"""

# Balances that are new begin with what is there: one write each instead of two. What remains in the
# table afterwards has a balance already.
_BEGIN = f"""
WITH fresh AS (
  INSERT INTO inventory_balance (variant_id, location_id, on_hand)
  SELECT variant_id, location_id, quantity FROM pg_temp.inventory_incoming
  ORDER BY variant_id, location_id
  ON CONFLICT DO NOTHING
  RETURNING id, variant_id, location_id, on_hand
), noted AS (
  INSERT INTO inventory_movement (balance_id, quantity, reason, note, occurred_at)
  SELECT id, on_hand, %(reason)s, %(note)s, %(now)s FROM fresh WHERE on_hand <> 0
  RETURNING 1
), begun AS (
  DELETE FROM pg_temp.inventory_incoming AS i USING fresh
  WHERE i.variant_id = fresh.variant_id AND i.location_id = fresh.location_id
), spots AS MATERIALIZED (
  SELECT variant_id, location_id FROM fresh
), {LOCKED}, changed AS (
  SELECT variant_id, location_id, greatest(on_hand - reserved - buffer, 0) AS free_before,
    greatest(on_hand - reserved - buffer, 0) AS free_after
  FROM locked
  UNION ALL SELECT variant_id, location_id, 0, on_hand FROM fresh
), {BANDS}
SELECT channel_code, variant_id, 0 FROM bands
UNION ALL SELECT NULL, NULL, count(*) FROM noted"""  # noqa: S608 -- constants only
