"""One product, by its slug, SKU, GTIN or id."""

from collections.abc import Iterable, Iterator
from uuid import UUID

import numpy as np

from serai.discovery.domain.snapshot import Snapshot
from serai.kernel.errors import DomainError, Kind

_LONGEST = 200


class ProductNotShown(DomainError):
    """The channel shows no product under this slug, SKU or id."""

    code = "discovery.product_not_shown"
    kind = Kind.NOT_FOUND

    def __init__(self, key: str) -> None:
        self.key = key[:_LONGEST]
        super().__init__(f"There is no product {self.key!r} here.")


def product_ordinal(snapshot: Snapshot, key: str) -> int:
    """
    Return the document that a slug, SKU, GTIN or id opens.

    Raises:
        ProductNotShown: there is none, or it is no longer shown.
    """
    if len(key) > _LONGEST:
        raise ProductNotShown(key)
    ordinal = snapshot.keys.ordinal(key)
    if ordinal < 0:
        ordinal = _by_id(snapshot, key)
    if ordinal < 0 or not snapshot.columns.alive[ordinal]:
        raise ProductNotShown(key)
    return ordinal


def shown_ordinals(snapshot: Snapshot, keys: Iterable[str]) -> Iterator[int]:
    """Yield the documents that slugs, SKUs, GTINs or ids open, without those that are not shown."""
    for key in keys:
        try:
            yield product_ordinal(snapshot, key)
        except ProductNotShown:
            continue


def _by_id(snapshot: Snapshot, key: str) -> int:
    try:
        product_id = UUID(key)
    except ValueError:
        return -1
    return int(snapshot.ordinals_of(np.array([product_id.bytes], "S16"))[0])
