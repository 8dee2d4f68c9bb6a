"""Wait until nobody else sells some articles ahead, or gives their units to those who wait."""

from collections.abc import Collection
from uuid import UUID

from serai.plumbing.db import rows

_LOCK = """
SELECT variant_id FROM inventory_ahead_terms WHERE variant_id = ANY(%s::uuid[])
ORDER BY variant_id, channel_code FOR UPDATE
"""


def lock_queue(variant_ids: Collection[UUID]) -> None:
    """
    Lock the queues of variants until the transaction ends; one statement.

    Comes before every lock on balances and reservations: all who lock both do it in this order.
    """
    rows(_LOCK, [list(variant_ids)])
