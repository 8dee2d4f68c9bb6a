"""Open and close assortments whose time has come."""

from datetime import datetime

from serai.catalog.usecases.announce_products import announce_products
from serai.plumbing.db import execute, rows, unit_of_work


def turn_assortments(*, now: datetime) -> int:
    """
    Open and close what is due, tell which products that concerns, and return how many they are.

    Most minutes nothing is due, and one look at two small indexes finds that out.
    """
    with unit_of_work():
        due = [product_id for (product_id,) in rows(_LOCK_DUE, {"now": now})]
        if due:
            execute(_TURN, {"now": now, "due": due})
            announce_products(due)
    return len(due)


_LOCK_DUE = """
SELECT id FROM catalog_product WHERE id IN (
  SELECT product_id FROM catalog_assortment WHERE open AND sells_until <= %(now)s
  UNION
  SELECT product_id FROM catalog_assortment
  WHERE NOT open AND sells_from <= %(now)s AND (sells_until IS NULL OR sells_until > %(now)s))
ORDER BY id FOR UPDATE
"""

_TURN = """
WITH turned AS (
  UPDATE catalog_assortment
  SET open = coalesce(sells_from <= %(now)s, true) AND coalesce(sells_until > %(now)s, true)
  WHERE product_id = ANY(%(due)s))
UPDATE catalog_product SET updated_at = %(now)s WHERE id = ANY(%(due)s)
"""
