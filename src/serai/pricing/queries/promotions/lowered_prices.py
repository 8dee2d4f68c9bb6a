"""When promotions for everyone lowered prices."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class LoweredPrice:
    """
    A time in which promotions lowered the price of a variant for everyone.

    Attributes:
        variant_id: the article.
        since: when it began.
        until: when it ended; `None` while nobody knows the end.
    """

    variant_id: UUID
    since: datetime
    until: datetime | None


def lowered_prices(channel_code: str) -> list[LoweredPrice]:
    """Return when promotions lowered prices of a channel; one statement. A price that moved on counts on."""
    return [LoweredPrice(*row) for row in rows(_LOWERED, [channel_code])]


_LOWERED = """
SELECT variant_id, valid_from, next_from FROM (
  SELECT variant_id, amount_minor, valid_from,
    lead(valid_from) OVER (PARTITION BY variant_id ORDER BY valid_from, id) AS next_from
  FROM pricing_promoted_price WHERE channel_code = %s
) AS noted
WHERE amount_minor IS NOT NULL AND next_from IS DISTINCT FROM valid_from
ORDER BY variant_id, valid_from"""
