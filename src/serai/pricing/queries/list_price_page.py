"""What a price list says: its entries page by page, and all that counts or is to come."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from serai.kernel.currencies import exponent_of
from serai.kernel.money import Money
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.pricing.models import PriceListEntry

LARGEST_PAGE = 200


@dataclass(frozen=True, slots=True)
class ListPriceView:
    """
    What a price list says of one unit from so many on.

    `amount` is decimal text in major units, as fine as it was said; `None`: it was taken off the list.
    """

    sku: str
    min_quantity: int
    amount: str | None
    currency: str
    compare_at: Money | None
    valid_from: datetime
    valid_until: datetime | None
    source: str
    recorded_at: datetime


def list_price_page(
    list_code: str, *, sku: str | None = None, cursor: str | None = None, limit: int = 50
) -> Page[ListPriceView]:
    """
    Return what was ever said on a price list, newest first; one statement.

    Raises:
        BadCursor: the cursor is of another list.
    """
    limit = max(1, min(limit, LARGEST_PAGE))
    found = PriceListEntry.objects.filter(price_list__code=list_code).select_related("variant")
    if sku is not None:
        found = found.filter(variant__sku=sku)
    if cursor:
        [last] = decode_cursor(cursor, int)
        found = found.filter(pk__lt=last)
    rows = list(found.order_by("-pk")[: limit + 1])
    page = [_view(row) for row in rows[:limit]]
    return Page(page, encode_cursor(rows[limit - 1].pk) if len(rows) > limit else None)


def standing_list_prices(list_code: str, *, now: datetime) -> list[ListPriceView]:
    """Return what counts on a price list now and what is to come, by SKU and quantity; two statements."""
    of_list = PriceListEntry.objects.filter(price_list__code=list_code).select_related("variant")
    counting = (
        of_list.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=now), valid_from__lte=now)
        .order_by("variant_id", "min_quantity", "-valid_from", "-pk")
        .distinct("variant_id", "min_quantity")
    )
    to_come = (
        of_list.filter(valid_from__gt=now)
        .order_by("variant_id", "min_quantity", "valid_from", "-pk")
        .distinct("variant_id", "min_quantity", "valid_from")
    )
    views = [_view(row) for row in counting if row.amount_minor is not None]
    views += [_view(row) for row in to_come]
    return sorted(views, key=lambda view: (view.sku, view.min_quantity, view.valid_from))


def _view(row: PriceListEntry) -> ListPriceView:
    compare_at = row.compare_at_minor
    return ListPriceView(
        sku=row.variant.sku,
        min_quantity=row.min_quantity,
        amount=None if row.amount_minor is None else _told(row.amount_minor, row.currency),
        currency=row.currency,
        compare_at=None if compare_at is None else Money(compare_at, row.currency),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        source=row.source,
        recorded_at=row.recorded_at,
    )


def _told(minor: Decimal, currency: str) -> str:
    """Return an amount in major units with the currency's decimals at least."""
    decimals = exponent_of(currency)
    major = minor.scaleb(-decimals).normalize()
    exponent = major.as_tuple().exponent
    finest = -exponent if isinstance(exponent, int) else 0
    return f"{major:.{max(decimals, finest)}f}"
