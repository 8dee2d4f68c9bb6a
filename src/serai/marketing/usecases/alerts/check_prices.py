"""Find whose price has come down to what they named."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from serai.marketing.domain.alerts.alert import AlertKind
from serai.marketing.queries.alerts.shoppers_prices import Wanted, shoppers_prices
from serai.marketing.usecases.alerts.fall_due import fall_due
from serai.plumbing.db import rows, unit_of_work
from serai.pricing.public import BuyingAs, forget_price_lists, look_for_promotions_again


@unit_of_work()
def check_prices(variant_ids: Collection[UUID], channel_code: str, *, now: datetime) -> int:
    """
    Have those told whose price crossed among articles whose prices changed; return how many. Safe to repeat.

    One statement where nobody waits for any of them. Else that, at most two for each set of price lists by which
    those who wait buy, and one that finds all whose price crossed, however many articles and alerts there are.
    """
    waiting = rows(_WAITING, {"variants": list(variant_ids), "channel": channel_code})
    if not waiting:
        return 0
    forget_price_lists()
    look_for_promotions_again()
    wanted = [
        Wanted(variant_id, BuyingAs(group, company)) for variant_id, group, company in waiting
    ]
    prices = shoppers_prices(wanted, channel_code, now)
    if not prices:
        return 0
    due = rows(
        _CROSSED,
        {
            "channel": channel_code,
            "now": now,
            "variants": [each.variant_id for each in prices],
            "groups": [each.buyer.customer_group for each in prices],
            "companies": [each.buyer.company_id for each in prices],
            "amounts": [view.amount.minor for view in prices.values()],
            "currencies": [view.amount.currency for view in prices.values()],
        },
    )
    fall_due(due, channel_code, AlertKind.PRICE)
    return len(due)


_WAITING = """
SELECT DISTINCT a.variant_id, c.group_code, c.company_id
FROM marketing_alert AS a LEFT JOIN customers_customer AS c ON c.id = a.customer_id
WHERE a.state = 'waiting' AND a.kind = 'price' AND a.channel_code = %(channel)s
  AND a.variant_id = ANY(%(variants)s::uuid[])"""

_CROSSED = """
WITH crossed AS MATERIALIZED (
  SELECT a.id, price.amount
  FROM unnest(%(variants)s::uuid[], %(groups)s::text[], %(companies)s::uuid[], %(amounts)s::bigint[],
    %(currencies)s::text[]) AS price (variant_id, group_code, company_id, amount, currency)
  JOIN marketing_alert AS a ON a.variant_id = price.variant_id AND a.currency = price.currency
    AND a.target_minor >= price.amount
  LEFT JOIN customers_customer AS c ON c.id = a.customer_id
  WHERE a.state = 'waiting' AND a.kind = 'price' AND a.channel_code = %(channel)s
    AND c.group_code IS NOT DISTINCT FROM price.group_code
    AND c.company_id IS NOT DISTINCT FROM price.company_id
  ORDER BY a.id FOR UPDATE OF a
)
UPDATE marketing_alert AS a SET state = 'due', due_at = %(now)s, told_minor = crossed.amount
FROM crossed WHERE a.id = crossed.id AND a.state = 'waiting'
RETURNING a.id, a.variant_id"""
