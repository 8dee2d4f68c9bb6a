"""What waits in stores for shoppers who did not come."""

from datetime import datetime
from uuid import UUID

from serai.plumbing.db import rows

_LATE = """
SELECT id FROM fulfilment_group WHERE state = 'ready' AND collect_by <= %s ORDER BY collect_by, id LIMIT %s
"""


def uncollected(now: datetime, *, limit: int) -> list[UUID]:
    """Return groups that wait longer than they should, those that are over longest first; one statement."""
    return [group_id for (group_id,) in rows(_LATE, [now, limit])]
