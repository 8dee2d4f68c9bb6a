"""What goods cost and what others ask, at one instant."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from serai.plumbing.db import rows

_FRESH = timedelta(days=14)
"""A competitor's price that nobody has seen for longer says nothing."""


def unit_costs(ids: Collection[UUID], currency: str, now: datetime) -> dict[UUID, Decimal]:
    """Return the cost of each variant that has one, in minor units; one statement."""
    found = rows(
        "SELECT DISTINCT ON (variant_id) variant_id, cost_minor FROM pricing_unit_cost"
        " WHERE variant_id = ANY(%s) AND currency = %s AND valid_from <= %s"
        " ORDER BY variant_id, valid_from DESC, id DESC",
        [list(ids), currency, now],
    )
    return dict(found)


def competitor_prices(
    ids: Collection[UUID], currency: str, now: datetime
) -> dict[UUID, tuple[int, ...]]:
    """Return the latest fresh price of each competitor by variant, in minor units; one statement."""
    found = rows(
        "SELECT DISTINCT ON (variant_id, competitor) variant_id, amount_minor"
        " FROM pricing_competitor_price"
        " WHERE variant_id = ANY(%s) AND currency = %s AND seen_at > %s AND seen_at <= %s"
        " ORDER BY variant_id, competitor, seen_at DESC",
        [list(ids), currency, now - _FRESH, now],
    )
    by_variant: defaultdict[UUID, list[int]] = defaultdict(list)
    for variant, amount in found:
        by_variant[variant].append(amount)
    return {variant: tuple(sorted(amounts)) for variant, amounts in by_variant.items()}


def last_changes(ids: Collection[UUID], channel_code: str, now: datetime) -> dict[UUID, datetime]:
    """Return when the price for everyone of each variant last changed; a first price is no change. One statement."""
    found = rows(
        "SELECT variant_id, max(valid_from) FROM pricing_price_entry WHERE variant_id = ANY(%s)"
        " AND channel_code = %s AND valid_from <= %s AND min_quantity = 1"
        " AND customer_group IS NULL AND company_id IS NULL GROUP BY variant_id"
        " HAVING count(*) > 1",
        [list(ids), channel_code, now],
    )
    return dict(found)
