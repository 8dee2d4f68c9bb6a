"""Remember what promotions make of prices: the history of what everyone was shown."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.plumbing.db import execute, unit_of_work

_ADD = """
INSERT INTO pricing_promoted_price (variant_id, channel_code, currency, amount_minor, valid_from)
SELECT given.variant_id, %(channel)s, %(currency)s, given.amount_minor, %(now)s
FROM unnest(%(variants)s::uuid[], %(amounts)s::bigint[]) AS given (variant_id, amount_minor)
LEFT JOIN LATERAL (
  SELECT e.amount_minor FROM pricing_promoted_price AS e
  WHERE e.variant_id = given.variant_id AND e.channel_code = %(channel)s
  ORDER BY e.valid_from DESC, e.id DESC LIMIT 1
) AS there ON true
WHERE there.amount_minor IS DISTINCT FROM given.amount_minor
ORDER BY given.variant_id"""


@unit_of_work()
def note_promoted_prices(
    amounts: Mapping[UUID, Money | None], channel_code: str, currency: str, *, now: datetime
) -> int:
    """
    Add what differs from what was noted last; one statement. Return how many rows were added.

    Args:
        amounts: what one unit costs after promotions, by variant; `None` where they lower nothing.
        channel_code: where.
        currency: the channel's.
        now: since when.
    """
    if not amounts:
        return 0
    params = {
        "channel": channel_code,
        "currency": currency,
        "now": now,
        "variants": list(amounts),
        "amounts": [None if amount is None else amount.minor for amount in amounts.values()],
    }
    return execute(_ADD, params)
