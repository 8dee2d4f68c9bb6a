"""Put a withdrawn product on sale again."""

from datetime import datetime
from uuid import UUID

from serai.catalog.queries.products import ProductView, product
from serai.catalog.usecases.announce_products import announce_products
from serai.plumbing.db import execute, unit_of_work


def restore_product(product_id: UUID, *, now: datetime) -> ProductView:
    """
    Put a withdrawn product on sale again where its assortments are open.

    Raises:
        ProductNotFound: no product has this id.
    """
    with unit_of_work():
        changed = execute(
            "UPDATE catalog_product SET active = true, withdrawn_because = '',"
            " version = version + 1, updated_at = %s WHERE id = %s AND NOT active",
            [now, product_id],
        )
        if changed:
            announce_products([product_id])
        return product(product_id)
