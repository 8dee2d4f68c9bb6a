"""What of an article can be collected in a store."""

from uuid import UUID

from serai.inventory.queries.store_buffers import kept_from_collecting
from serai.plumbing.db import rows

_FREE = """
SELECT on_hand - reserved - buffer FROM inventory_balance
WHERE variant_id = %s AND location_id = %s"""


def free_to_collect(variant_id: UUID, location_id: UUID) -> int:
    """
    Return how many units of a variant somebody can have in one store; one statement.

    What the store keeps from those who collect does not count.
    """
    found = rows(_FREE, [variant_id, location_id])
    stays = kept_from_collecting([variant_id]).get((variant_id, location_id), 0)
    return max(0, int(found[0][0]) - stays) if found else 0
