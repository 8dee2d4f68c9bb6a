"""How many units of an order still wait for goods."""

from uuid import UUID

from serai.plumbing.db import rows

_LEFT = """
SELECT variant_id, units - allotted - stopped FROM inventory_waiting
WHERE waits_for = %s AND state IN ('held', 'waiting') AND units > allotted + stopped
"""


def units_that_wait(waits_for: UUID) -> dict[UUID, int]:
    """Return the units of each article that an order still waits for; one statement."""
    return dict(rows(_LEFT, [waits_for]))
