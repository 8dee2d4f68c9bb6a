"""Tell whose price began or ended with the passing of time."""

from datetime import datetime, timedelta

from serai.plumbing.db import rows, unit_of_work
from serai.pricing.usecases.write_prices import tell_prices

_AGAIN = timedelta(minutes=2)


def tell_due_prices(*, now: datetime) -> int:
    """
    Publish the prices that began or ended since the last call; return how many.

    The last two minutes are told again each time: a price may have been written just before its beginning
    and committed just after the clock went by. Whoever listens reads prices anew, so that twice is harmless.
    """
    with unit_of_work():
        due = rows(_DUE, {"now": now, "again": _AGAIN})
        tell_prices(due)
    return len(due)


_DUE = """
WITH before AS MATERIALIZED (
  SELECT told_until - %(again)s AS since FROM pricing_clock FOR UPDATE
), wound AS (
  INSERT INTO pricing_clock (id, told_until) VALUES (1, %(now)s)
  ON CONFLICT (id) DO UPDATE SET told_until = greatest(pricing_clock.told_until, %(now)s)
)
SELECT channel_code, variant_id FROM pricing_price_entry
WHERE valid_from > recorded_at AND valid_from <= %(now)s
  AND valid_from > coalesce((SELECT since FROM before), '-infinity')
UNION
SELECT channel_code, variant_id FROM pricing_price_entry
WHERE valid_until <= %(now)s AND valid_until > coalesce((SELECT since FROM before), '-infinity')
UNION
SELECT l.channel_code, e.variant_id
FROM pricing_price_list_entry AS e JOIN pricing_price_list AS l ON l.id = e.price_list_id
WHERE l.customer_group IS NULL AND l.company_id IS NULL AND e.valid_from > e.recorded_at
  AND e.valid_from <= %(now)s AND e.valid_from > coalesce((SELECT since FROM before), '-infinity')
UNION
SELECT l.channel_code, e.variant_id
FROM pricing_price_list_entry AS e JOIN pricing_price_list AS l ON l.id = e.price_list_id
WHERE l.customer_group IS NULL AND l.company_id IS NULL AND e.valid_until <= %(now)s
  AND e.valid_until > coalesce((SELECT since FROM before), '-infinity')"""
