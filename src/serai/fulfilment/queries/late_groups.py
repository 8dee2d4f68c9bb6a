"""How much should have left and is still here."""

from datetime import datetime

from serai.fulfilment.domain.group_state import GroupState
from serai.plumbing.db import rows

_STILL_HERE = [GroupState.OPEN.value, GroupState.PICKING.value]


def count_late_groups(*, now: datetime) -> int:
    """Return how many groups nobody has packed although they were due; one statement."""
    [(count,)] = rows(
        "SELECT count(*) FROM fulfilment_group WHERE state = ANY(%s) AND queue_at < %s",
        [_STILL_HERE, now],
    )
    return int(count)
