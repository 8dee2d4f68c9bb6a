"""What was sold, by variant and week, for whoever learns how shoppers answer prices."""

from collections.abc import Sequence

import numpy as np

from serai.ordering.adapters.binary_copy import copied
from serai.ordering.adapters.purchase_history import MOST_PIECES
from serai.plumbing.db import rows
from serai.pricing.ports import ArticleWindow, SoldInWindow, WeeklySales

_FIELDS = {
    "variant": "S16",
    "week": ">i4",
    "units": ">i8",
    "paid": ">i8",
    "prices": ">i8",
    "lines": ">i8",
}
_WEEK = "((o.placed_at AT TIME ZONE 'UTC')::date - DATE '1969-12-29') / 7"
_KEPT = "o.state IN ('paid', 'fulfilled', 'completed')"
_SOLD = f"""
  SELECT l.variant_id, {_WEEK}, sum(l.quantity)::bigint, sum(l.items_minor - l.discount_minor)::bigint,
    count(DISTINCT l.unit_price), count(*)
  FROM ordering_order AS o JOIN ordering_order_line AS l ON l.order_id = o.id
  WHERE {_KEPT} AND l.variant_id IS NOT NULL AND l.gift_of IS NULL
    AND l.quantity BETWEEN 1 AND {MOST_PIECES}
  GROUP BY 1, 2 HAVING sum(l.items_minor - l.discount_minor) > 0 ORDER BY 1, 2"""  # noqa: S608 - constants only
_ORDERS = f"SELECT {_WEEK}, count(*) FROM ordering_order AS o WHERE {_KEPT} GROUP BY 1"  # noqa: S608
_IN_WINDOWS = f"""
SELECT w.place::int - 1, l.variant_id, sum(l.quantity)::bigint,
  sum(l.items_minor - l.discount_minor)::bigint
FROM unnest(%(articles)s::uuid[], %(begins)s::timestamptz[], %(ends)s::timestamptz[])
  WITH ORDINALITY AS w (variant_id, begins, ends, place)
JOIN ordering_order_line AS l ON l.variant_id = w.variant_id
JOIN ordering_order AS o ON o.id = l.order_id AND o.placed_at >= w.begins AND o.placed_at < w.ends
WHERE o.channel_code = %(channel)s AND {_KEPT} AND l.gift_of IS NULL AND l.quantity > 0
  AND o.placed_at >= %(first)s AND o.placed_at < %(last)s
GROUP BY 1, 2 ORDER BY 1, 2"""  # noqa: S608 - constants only


class OrderedSales:
    """Fills `pricing.ports.SalesHistory` with the lines of orders that were not called off."""

    def weekly(self) -> WeeklySales:
        """Return the weeks of every variant; two statements, the large one read as one binary block."""
        sold = copied(_SOLD, _FIELDS)
        variants, variant = np.unique(sold["variant"], return_inverse=True)
        return WeeklySales(
            variants=variants,
            variant=variant.astype(np.int64),
            week=sold["week"].astype(np.int64),
            units=sold["units"].astype(np.float64),
            paid_minor=sold["paid"].astype(np.float64),
            prices=sold["prices"].astype(np.int64),
            lines=sold["lines"].astype(np.int64),
            orders=dict(rows(_ORDERS)),
        )

    def in_windows(self, channel_code: str, windows: Sequence[ArticleWindow]) -> list[SoldInWindow]:
        """Return what a channel sold of each article in its window; one statement."""
        if not windows:
            return []
        begins, ends = [each.begins for each in windows], [each.ends for each in windows]
        told = {
            "articles": [each.variant_id for each in windows],
            "begins": begins,
            "ends": ends,
            "first": min(begins),
            "last": max(ends),
            "channel": channel_code,
        }
        return [SoldInWindow(*row) for row in rows(_IN_WINDOWS, told)]
