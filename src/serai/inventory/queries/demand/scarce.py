"""Which articles run out before a delivery can come."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from serai.inventory.models import Scarcity
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.plumbing.caches import ShortCache
from serai.plumbing.db import rows

_SECONDS = 30
_looked: ShortCache[None, frozenset[UUID]] = ShortCache(seconds=_SECONDS)


@dataclass(frozen=True, slots=True)
class ScarceView:
    """An article of which too little is there until the day by which an order of now would come."""

    sku: str
    held: int
    expected: float
    due_on: date
    since: datetime


def scarce_page(*, cursor: str | None = None, limit: int = 50) -> Page[ScarceView]:
    """
    Return what is scarce now, the latest first; one statement.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    found = Scarcity.objects.filter(over_at__isnull=True).select_related("variant")
    if cursor:
        [last] = decode_cursor(cursor, int)
        found = found.filter(pk__lt=last)
    told = list(found.order_by("-pk")[: limit + 1])
    shown = told[:limit]
    following = encode_cursor(shown[-1].pk) if len(told) > limit else None
    views = [
        ScarceView(row.variant.sku, row.held, row.expected, row.due_on, row.since) for row in shown
    ]
    return Page(views, following)


def scarce_products() -> frozenset[UUID]:
    """Return the products that have a scarce variant, as this process knows it; half a minute old at most."""
    return _looked.get(None, _products)


def _products() -> frozenset[UUID]:
    return frozenset(product for (product,) in rows(_PRODUCTS))


_PRODUCTS = """
SELECT DISTINCT v.product_id FROM inventory_scarcity AS s JOIN catalog_variant AS v ON v.id = s.variant_id
WHERE s.over_at IS NULL"""
