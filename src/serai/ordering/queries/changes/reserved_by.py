"""What units that documents have added are reserved under."""

from uuid import UUID

from serai.plumbing.db import rows

_RESERVED_UNDER = """
SELECT coalesce(c.order_return_id, c.id) FROM ordering_order_change AS c
WHERE c.order_id = %s AND c.state = 'in_force'
  AND EXISTS (SELECT FROM ordering_order_change_line AS l WHERE l.change_id = c.id AND l.is_new)
ORDER BY c.number DESC
"""


def reserved_by_documents(order_id: UUID) -> list[UUID]:
    """Return what units that documents have added are reserved under, the newest first; one statement."""
    return [each for (each,) in rows(_RESERVED_UNDER, [order_id])]
