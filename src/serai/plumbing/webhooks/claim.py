"""Take deliveries that are due, a few for each endpoint, so that none waits for another's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from serai.plumbing.db import rows

AT_ONCE = 8
"""So many calls to one endpoint are under way at the same time."""

LEASE = timedelta(seconds=30)
"""How long whoever took a delivery keeps it; longer than any call. If they die, another takes it then."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery to be tried now, with all that it takes. `payload` is `None` when the event is gone."""

    id: UUID
    endpoint_id: UUID
    event_id: UUID
    event_type: str
    attempts: int
    begun_at: datetime
    url: str
    secret: bytes
    previous_secret: bytes | None
    previous_until: datetime | None
    payload: dict[str, Any] | None
    occurred_at: datetime | None


def claim(*, now: datetime, under_way: Mapping[UUID, int]) -> list[Claimed]:
    """
    Return what is due, the oldest of each endpoint first, and keep others from it for a while; one statement.

    Args:
        now: the present instant.
        under_way: how many calls this process is making to each endpoint. One that failed its last calls
            gets one at a time until it has answered.
    """
    busy = [list(under_way), list(under_way.values())]
    found = rows(_CLAIM, [AT_ONCE, *busy, now, now, now + LEASE])
    return [Claimed(*row) for row in found]


_CLAIM = """
WITH room AS (
  SELECT e.id, CASE WHEN e.paused_until IS NULL THEN %s ELSE 1 END - coalesce(b.calls, 0) AS calls
  FROM plumbing_webhook_endpoint AS e
  LEFT JOIN unnest(%s::uuid[], %s::int[]) AS b(id, calls) ON b.id = e.id
  WHERE e.active AND (e.paused_until IS NULL OR e.paused_until <= %s)
), due AS (
  SELECT d.id FROM room CROSS JOIN LATERAL (
    SELECT id FROM plumbing_webhook_delivery
    WHERE endpoint_id = room.id AND state = 'waiting' AND due_at <= %s
    ORDER BY due_at, id LIMIT greatest(room.calls, 0) FOR UPDATE SKIP LOCKED
  ) AS d
), taken AS (
  UPDATE plumbing_webhook_delivery AS d SET due_at = %s, attempts = attempts + 1
  FROM due WHERE d.id = due.id
  RETURNING d.id, d.endpoint_id, d.event_id, d.event_type, d.attempts, d.begun_at
)
SELECT t.*, e.url, e.secret, e.previous_secret, e.previous_until, v.payload, v.occurred_at
FROM taken AS t
JOIN plumbing_webhook_endpoint AS e ON e.id = t.endpoint_id
LEFT JOIN plumbing_event AS v ON v.id = t.event_id"""
