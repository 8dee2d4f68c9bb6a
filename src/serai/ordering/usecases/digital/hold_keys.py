"""Hold keys for an order, so that no key is sold twice."""

from uuid import UUID

from serai.catalog import public as catalog
from serai.inventory.public import OutOfStock, Shortage
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.cart_lines import units_of
from serai.plumbing.db import execute, rows

_HOLD = """
UPDATE ordering_licence_key SET order_id = %(order)s WHERE id IN (
  SELECT id FROM ordering_licence_key WHERE variant_id = %(variant)s AND order_id IS NULL
  ORDER BY id LIMIT %(units)s FOR UPDATE SKIP LOCKED)
"""
_FREE = "SELECT count(*) FROM ordering_licence_key WHERE variant_id = %s AND order_id IS NULL"


def hold_keys(cart: Cart, order_id: UUID) -> None:
    """
    Hold as many keys as a cart has units of each article of keys; no statement without such articles.

    Joins the caller's transaction: a refusal must end it.

    Raises:
        OutOfStock: the pool has fewer.
    """
    special = catalog.special_articles()
    if not special:
        return
    for variant_id, units in sorted(units_of(cart.lines).items()):
        if special.get(variant_id, catalog.PLAIN).nature is not catalog.Nature.KEYS:
            continue
        held = execute(_HOLD, {"order": order_id, "variant": variant_id, "units": units})
        if held < units:
            sku = next(line.sku for line in cart.lines if line.variant_id == variant_id)
            [(free,)] = rows(_FREE, [variant_id])
            raise OutOfStock([Shortage(sku, variant_id, units, held + int(free))])
