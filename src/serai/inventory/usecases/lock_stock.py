"""Lock ahead the stock that a change moves by several statements."""

from collections.abc import Collection
from uuid import UUID

from serai.plumbing.db import execute

# As every statement about stock: places in a queue, reservations, balances by variant and location.
_LOCK = """
WITH queue AS MATERIALIZED (
  SELECT id FROM inventory_waiting WHERE waits_for = ANY(%(of)s::uuid[])
  ORDER BY variant_id, id FOR UPDATE
), mine AS MATERIALIZED (
  SELECT variant_ids FROM inventory_reservation
  WHERE (SELECT count(*) FROM queue) >= 0  -- their locks come first
    AND id = ANY(%(of)s::uuid[])
  ORDER BY id FOR UPDATE
), moved AS MATERIALIZED (
  SELECT unnest(variant_ids) AS variant_id FROM mine
  UNION
  SELECT unnest(%(variants)s::uuid[])
)
SELECT FROM inventory_balance WHERE variant_id IN (SELECT variant_id FROM moved)
ORDER BY variant_id, location_id FOR UPDATE
"""


def lock_stock(reservations: Collection[UUID], variants: Collection[UUID] = ()) -> None:
    """
    Lock reservations with their places in queues, and the balances of their variants and of others; one statement.

    Each statement about stock locks in one order; two of them in one transaction do not, unless all that
    they lock is locked before.

    Args:
        reservations: those that are not there are passed over.
        variants: what moves besides.
    """
    execute(_LOCK, {"of": list(reservations), "variants": list(variants)})
