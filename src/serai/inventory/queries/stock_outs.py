"""How much cannot be bought."""

from serai.plumbing.db import rows


def stock_outs(channel_code: str) -> int:
    """Return how many variants a channel's locations carry and have nothing free of; one statement."""
    [(count,)] = rows(_COUNT, [channel_code])
    return int(count)


_COUNT = """
SELECT count(*) FROM (
  SELECT FROM inventory_channel_location AS sold_from
  JOIN inventory_balance AS b ON b.location_id = sold_from.location_id
  WHERE sold_from.channel_code = %s
  GROUP BY b.variant_id
  HAVING max(b.on_hand - b.reserved - b.buffer - sold_from.buffer) <= 0
) AS out_of_stock"""
