"""Take a product off sale."""

from datetime import datetime
from uuid import UUID

from serai.catalog.domain import texts
from serai.catalog.domain.bad_value import BadValue
from serai.catalog.queries.products import ProductView, product
from serai.catalog.usecases.announce_products import announce_products
from serai.catalog.usecases.bad_field import BadField
from serai.plumbing.db import execute, unit_of_work


def withdraw_product(product_id: UUID, *, reason: str, now: datetime) -> ProductView:
    """
    Take a product off sale in every channel. Its past stays; to repeat it changes nothing.

    Raises:
        ProductNotFound: no product has this id.
        BadField: the reason is too long or no text.
    """
    try:
        because = texts.one_line(reason, 300)
    except BadValue as refusal:
        raise BadField("reason", str(refusal)) from None
    with unit_of_work():
        changed = execute(
            "UPDATE catalog_product SET active = false, withdrawn_because = %s,"
            " version = version + 1, updated_at = %s WHERE id = %s AND active",
            [because, now, product_id],
        )
        if changed:
            announce_products([product_id])
        return product(product_id)
