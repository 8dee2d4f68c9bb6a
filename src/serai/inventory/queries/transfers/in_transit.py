"""What is on its way between locations, and proof that nothing gets lost unseen."""

from dataclasses import dataclass
from uuid import UUID

from serai.plumbing.db import rows

TO_COME = """
SELECT line.variant_id, transfer.target_id AS location_id,
  sum(CASE WHEN transfer.state = 'planned' THEN line.units
    ELSE greatest(line.sent - line.received, 0) END) AS units
FROM inventory_transfer AS transfer JOIN inventory_transfer_line AS line ON line.transfer_id = transfer.id
WHERE transfer.state IN ('planned', 'sent') GROUP BY 1, 2"""
"""Selects what transfers will bring, by variant and location."""
TO_GO = """
SELECT line.variant_id, transfer.source_id AS location_id, sum(line.units) AS units
FROM inventory_transfer AS transfer JOIN inventory_transfer_line AS line ON line.transfer_id = transfer.id
WHERE transfer.state = 'planned' GROUP BY 1, 2"""
"""Selects what planned transfers will take, by variant and location."""


@dataclass(frozen=True, slots=True)
class LostTrack:
    """A transfer whose lines are not what its movements say."""

    transfer_id: UUID
    variant_id: UUID
    sent: int
    left: int
    received: int
    came: int


def transfers_that_lost_track(limit: int = 100) -> list[LostTrack]:
    """Return lines that disagree with their movements; none is what should be there."""
    return [LostTrack(*row) for row in rows(_DISAGREE, [limit])]


_DISAGREE = """
SELECT transfer.id, line.variant_id, line.sent, coalesce(-moved.went, 0)::bigint, line.received,
  coalesce(moved.came, 0)::bigint
FROM inventory_transfer AS transfer
JOIN inventory_transfer_line AS line ON line.transfer_id = transfer.id
LEFT JOIN (
  SELECT m.reference, b.variant_id, sum(m.quantity) FILTER (WHERE m.quantity < 0) AS went,
    sum(m.quantity) FILTER (WHERE m.quantity > 0) AS came
  FROM inventory_movement AS m JOIN inventory_balance AS b ON b.id = m.balance_id
  WHERE m.reason = 'transfer' GROUP BY 1, 2
) AS moved ON moved.reference = transfer.id AND moved.variant_id = line.variant_id
WHERE line.sent <> coalesce(-moved.went, 0) OR line.received <> coalesce(moved.came, 0)
ORDER BY transfer.id, line.variant_id LIMIT %s"""
