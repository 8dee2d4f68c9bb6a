"""For what people wait."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from serai.catalog.public import variants_of_ids
from serai.plumbing.db import rows

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class MostWanted:
    """How many wait for an article in a channel: to cost less, and to be there again."""

    variant_id: UUID
    channel_code: str
    sku: str
    name: str
    for_price: int
    for_stock: int


def most_wanted(*, limit: int = 50, kind: str = "", channel_code: str = "") -> list[MostWanted]:
    """Return the articles for which most wait, those first; two statements."""
    found = rows(_MOST, {"limit": min(limit, MOST_SHOWN), "kind": kind, "channel": channel_code})
    articles = variants_of_ids({row[0] for row in found})
    return [
        MostWanted(
            variant_id,
            channel,
            articles[variant_id].sku,
            articles[variant_id].product_name,
            price,
            stock,
        )
        for variant_id, channel, price, stock in found
    ]


def waiting_for(variant_ids: Collection[UUID]) -> tuple[int, int]:
    """Return how many wait for any of some articles in all channels: for the price, for the stock; one statement."""
    [(price, stock)] = rows(_OF, [list(variant_ids)])
    return price, stock


_MOST = """
SELECT variant_id, channel_code, count(*) FILTER (WHERE kind = 'price') AS price,
  count(*) FILTER (WHERE kind = 'stock') AS stock
FROM marketing_alert
WHERE state = 'waiting' AND (%(kind)s = '' OR kind = %(kind)s)
  AND (%(channel)s = '' OR channel_code = %(channel)s)
GROUP BY variant_id, channel_code
ORDER BY count(*) DESC, variant_id, channel_code LIMIT %(limit)s"""

_OF = """
SELECT count(*) FILTER (WHERE kind = 'price'), count(*) FILTER (WHERE kind = 'stock')
FROM marketing_alert WHERE state = 'waiting' AND variant_id = ANY(%s)"""
