"""Tell the others which products changed."""

from collections.abc import Sequence
from uuid import UUID

from serai.catalog.events import ProductsChanged
from serai.plumbing.events import publish

MOST = 500
"""How many products one event names."""


def announce_products(ids: Sequence[UUID]) -> None:
    """Publish `ProductsChanged` for `ids`, at most 500 in one event, in the open unit of work."""
    for start in range(0, len(ids), MOST):
        publish(ProductsChanged(product_ids=tuple(ids[start : start + MOST])))
