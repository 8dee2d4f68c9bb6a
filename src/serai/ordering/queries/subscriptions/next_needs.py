"""What somebody is likely to need next, from the gaps between their own purchases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median
from uuid import UUID

from serai.catalog import public as catalog
from serai.ordering.queries.subscriptions.plans import PlanView, plans_of_channel
from serai.plumbing.db import rows

LEAST = 3
"""How often an article was bought before its gaps say anything."""
_LOOKED_AT = timedelta(days=550)
_MOST = 20
_DAYS = """
SELECT line.variant_id, array_agg(DISTINCT (o.placed_at AT TIME ZONE 'UTC')::date)
FROM ordering_order AS o JOIN ordering_order_line AS line ON line.order_id = o.id
WHERE o.customer_id = %s AND o.placed_at > %s AND line.variant_id IS NOT NULL AND line.quantity > 0
  AND o.state IN ('accepted', 'paid', 'fulfilled', 'completed')
GROUP BY line.variant_id
HAVING count(DISTINCT (o.placed_at AT TIME ZONE 'UTC')::date) >= %s
"""


@dataclass(frozen=True)
class NextNeedView:
    """An article that somebody buys again and again, when they are likely to need it, and how often."""

    sku: str
    name: str
    slug: str
    every_days: int
    """The median gap between their purchases, in days."""
    last_on: date
    likely_on: date
    plan_code: str
    """The plan under which it can be subscribed; empty: under none."""
    interval: str
    """The plan's interval that comes next to the gap."""


def next_needs(customer_id: UUID, channel_code: str, *, now: datetime) -> list[NextNeedView]:
    """
    Return what a customer is likely to need next, soonest first; three statements.

    An article counts that was bought on three days or more within the last year and a half. What is long
    overdue (twice its gap) was given up, and is left out.
    """
    found = rows(_DAYS, [customer_id, now - _LOOKED_AT, LEAST])
    variants = catalog.variants_of_ids([variant_id for variant_id, _ in found]) if found else {}
    plans = plans_of_channel(channel_code) if variants else []
    needs = [
        _need(variants[variant_id], sorted(days), plans)
        for variant_id, days in found
        if variant_id in variants and channel_code in variants[variant_id].channels
    ]
    today = now.date()
    due = [need for need in needs if today - need.last_on <= timedelta(days=2 * need.every_days)]
    return sorted(due, key=lambda need: (need.likely_on, need.sku))[:_MOST]


def median_gap(days: Sequence[date]) -> int:
    """
    Return the median number of days between purchases on `days`, which ascend; at least one.

    >>> median_gap([date(2026, 1, 1), date(2026, 1, 15), date(2026, 1, 29), date(2026, 3, 10)])
    14
    """
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return max(1, round(median(gaps)))


def _need(
    variant: catalog.VariantView, days: Sequence[date], plans: Sequence[PlanView]
) -> NextNeedView:
    gap = median_gap(days)
    plan = next((each for each in plans if not each.skus or variant.sku in each.skus), None)
    return NextNeedView(
        sku=variant.sku,
        name=variant.name,
        slug=variant.slug,
        every_days=gap,
        last_on=days[-1],
        likely_on=days[-1] + timedelta(days=gap),
        plan_code=plan.code if plan else "",
        interval=plan.nearest_interval(gap) if plan else "",
    )
