"""What was sold in stores, for whoever compares them."""

from collections.abc import Sequence
from uuid import UUID

from serai.inventory.public import locations_of_codes
from serai.plumbing.db import rows
from serai.pricing.ports import SoldInWindow, Window

_SOLD = """
SELECT w.place::int - 1, l.variant_id, sum(l.quantity)::bigint,
  sum(l.items_minor - l.discount_minor)::bigint
FROM unnest(%s::uuid[], %s::timestamptz[], %s::timestamptz[])
  WITH ORDINALITY AS w (store_id, begins, ends, place)
JOIN ordering_order AS o
  ON o.location_id = w.store_id AND o.placed_at >= w.begins AND o.placed_at < w.ends
JOIN ordering_order_line AS l ON l.order_id = o.id
WHERE o.channel_code = %s AND o.state IN ('paid', 'fulfilled', 'completed')
  AND l.variant_id = ANY(%s) AND l.gift_of IS NULL AND l.quantity > 0
GROUP BY 1, 2 ORDER BY 1, 2"""


class OrderedInStores:
    """Fills `pricing.ports.StoreSales` with the lines of orders that stores took and that were not called off."""

    def in_windows(
        self, channel_code: str, variant_ids: Sequence[UUID], windows: Sequence[Window]
    ) -> list[SoldInWindow]:
        """Return what was sold; two statements."""
        stores = locations_of_codes({each.store for each in windows})
        found = rows(
            _SOLD,
            [
                [stores[each.store].id if each.store in stores else None for each in windows],
                [each.begins for each in windows],
                [each.ends for each in windows],
                channel_code,
                list(variant_ids),
            ],
        )
        return [SoldInWindow(*row) for row in found]
