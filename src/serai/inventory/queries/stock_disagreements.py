"""Proof that balances are what their histories say."""

from dataclasses import dataclass
from uuid import UUID

from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A balance that is not the sum of its movements, or of what is held; without a row it counts as 0."""

    variant_id: UUID
    location_id: UUID
    on_hand: int
    moved: int
    reserved: int
    held: int


def stock_disagreements(limit: int = 100) -> list[Disagreement]:
    """Return balances that disagree with their movements or reservations; none is what should be there."""
    return [Disagreement(*row) for row in rows(_DISAGREE, [limit])]


_DISAGREE = """
WITH moved AS (
  SELECT balance_id, sum(quantity) AS moved FROM inventory_movement GROUP BY balance_id
), held AS (
  SELECT u.variant_id, u.location_id, sum(u.quantity) AS held
  FROM inventory_reservation AS r
  CROSS JOIN unnest(r.variant_ids, r.location_ids, r.quantities)
    AS u (variant_id, location_id, quantity)
  WHERE r.state = 'held'
  GROUP BY u.variant_id, u.location_id
)
SELECT variant_id, location_id, coalesce(b.on_hand, 0), coalesce(moved, 0)::bigint,
  coalesce(b.reserved, 0), coalesce(held, 0)::bigint
FROM inventory_balance AS b
LEFT JOIN moved ON moved.balance_id = b.id
FULL JOIN held USING (variant_id, location_id)
WHERE coalesce(b.on_hand, 0) <> coalesce(moved, 0) OR coalesce(b.reserved, 0) <> coalesce(held, 0)
ORDER BY variant_id, location_id
LIMIT %s"""
