"""Keep units back from shoppers."""

from collections.abc import Sequence

from serai.inventory.domain.entry import StockEntry, check_entries
from serai.inventory.usecases.lock_balances import BANDS, LOCKED, tell_bands
from serai.plumbing.db import execute, rows, unit_of_work


def set_buffer(entries: Sequence[StockEntry]) -> None:
    """
    Keep the given quantities back at their locations: they are there, and nobody is promised them.

    Raises:
        EntriesRefused: a quantity below zero, or one place named twice.
    """
    check_entries(entries, least=0, once=True)
    params = {
        "variants": [entry.variant_id for entry in entries],
        "locations": [entry.location_id for entry in entries],
        "quantities": [entry.quantity for entry in entries],
    }
    with unit_of_work():
        execute(_MISSING, params)
        tell_bands(rows(_SET, params))


_GIVEN = """SELECT * FROM unnest(%(variants)s::uuid[], %(locations)s::uuid[], %(quantities)s::int[])
  AS g (variant_id, location_id, buffer)"""

_MISSING = f"""
WITH given AS ({_GIVEN})
INSERT INTO inventory_balance (variant_id, location_id)
SELECT variant_id, location_id FROM given ORDER BY variant_id, location_id
ON CONFLICT DO NOTHING"""  # noqa: S608 -- constants only

_SET = f"""
WITH given AS MATERIALIZED ({_GIVEN}
), spots AS MATERIALIZED (
  SELECT variant_id, location_id FROM given
), {LOCKED}, counted AS MATERIALIZED (
  SELECT locked.*, given.buffer AS kept_back
  FROM locked LEFT JOIN given USING (variant_id, location_id)
), moved AS (
  UPDATE inventory_balance AS b
  SET on_hand = counted.on_hand, reserved = counted.reserved, buffer = kept_back
  FROM counted WHERE b.id = counted.id AND kept_back <> counted.buffer
), changed AS (
  SELECT variant_id, location_id, greatest(on_hand - reserved - buffer, 0) AS free_before,
    greatest(on_hand - reserved - coalesce(kept_back, buffer), 0) AS free_after
  FROM counted
), {BANDS}
SELECT channel_code, variant_id FROM bands"""  # noqa: S608 -- constants only
