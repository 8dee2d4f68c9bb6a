"""The statement by which prices are added, and who is told."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from serai.plumbing.db import rows
from serai.plumbing.events import publish
from serai.pricing.events import PricesChanged

IN_ONE_EVENT = 500


def write_prices(given: str, params: dict[str, Any]) -> int:
    """
    Add the prices that `given` selects, unless the same price is in force then already; one statement.

    Tells whose price is another now; who begins later is told by the clock. Returns how many were added.

    Args:
        given: selects (line, variant_id, channel_code, currency, amount_minor, exact_minor, compare_at_minor,
            valid_from, valid_until).
        params: its parameters, with `source` and `now`.
    """
    added = rows(_add(given), params)
    tell_prices(
        (channel, variant_id) for channel, variant_id, now_in_force in added if now_in_force
    )
    return len(added)


def tell_prices(changed: Iterable[tuple[str, UUID]]) -> None:
    """Publish which variants have another price, by channel code."""
    by_channel: dict[str, dict[UUID, None]] = defaultdict(dict)
    for channel_code, variant_id in changed:
        by_channel[channel_code][variant_id] = None
    for channel_code, found in by_channel.items():
        variants = list(found)
        for start in range(0, len(variants), IN_ONE_EVENT):
            publish(PricesChanged(tuple(variants[start : start + IN_ONE_EVENT]), channel_code))


def _add(given: str) -> str:
    return f"""
WITH given AS ({given})
INSERT INTO pricing_price_entry (variant_id, channel_code, currency, amount_minor, exact_minor,
  compare_at_minor, valid_from, valid_until, source, recorded_at)
SELECT given.variant_id, given.channel_code, given.currency, given.amount_minor, given.exact_minor,
  given.compare_at_minor, given.valid_from, given.valid_until, %(source)s, %(now)s
FROM given
LEFT JOIN LATERAL (
  SELECT e.currency, e.amount_minor, e.exact_minor, e.compare_at_minor, e.valid_until
  FROM pricing_price_entry AS e
  WHERE e.variant_id = given.variant_id AND e.channel_code = given.channel_code
    AND e.min_quantity = 1 AND e.customer_group IS NULL AND e.company_id IS NULL
    AND e.valid_from <= given.valid_from
    AND (e.valid_until IS NULL OR e.valid_until > given.valid_from)
  ORDER BY e.valid_from DESC, e.id DESC
  LIMIT 1
) AS there ON true
WHERE (there.currency, there.amount_minor, there.exact_minor, there.compare_at_minor,
    there.valid_until)
  IS DISTINCT FROM (given.currency, given.amount_minor, given.exact_minor, given.compare_at_minor,
    given.valid_until)
ORDER BY given.line
RETURNING channel_code, variant_id, valid_from <= %(now)s"""  # noqa: S608 -- constants only
