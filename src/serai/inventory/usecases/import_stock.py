"""Import stock levels from another system, by the hundred thousand."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from serai.inventory.domain.entry import MOST_UNITS, EntriesRefused, EntryFault
from serai.inventory.domain.movement_reason import MovementReason
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
        if only_new:
            execute(_FORGET_KNOWN)
        execute("ANALYZE pg_temp.inventory_incoming")
        if faults := [EntryFault(*fault) for fault in rows(_FAULTS)]:
            raise EntriesRefused(faults)
        return change_balances(
            _INCOMING, {"note": note, "reason": reason.value, "absolute": True, "now": now}
        )


_TABLE = """
CREATE TEMPORARY TABLE IF NOT EXISTS inventory_incoming (
  line bigint NOT NULL, variant_id uuid NOT NULL, location_id uuid NOT NULL, quantity bigint NOT NULL
) ON COMMIT DELETE ROWS"""

_FORGET_KNOWN = """
DELETE FROM pg_temp.inventory_incoming AS i USING inventory_balance AS b
WHERE b.variant_id = i.variant_id AND b.location_id = i.location_id"""

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
