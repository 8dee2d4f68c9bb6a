"""From the outbox to deliveries: one for each endpoint that wants the event."""

from datetime import datetime, timedelta

from serai.plumbing.db import execute, rows, unit_of_work
from serai.plumbing.unseen import UNSEEN
from serai.plumbing.webhooks.catalogue import told_types

READER = "webhooks"
"""The name under which we remember how far we have read."""

_A_WHILE = timedelta(seconds=5)
"""So often the place is noted although nothing public happened."""

WANTS = """
e.active
AND EXISTS (SELECT 1 FROM unnest(e.event_types) AS p(pattern)
            WHERE v.outside = p.pattern
               OR right(p.pattern, 1) = '*' AND starts_with(v.outside, left(p.pattern, -1)))
AND (e.channel_codes = '{}' OR coalesce(v.payload->>'channel_code' = ANY(e.channel_codes), true))"""
"""The condition that endpoint `e` wants `v`: an event with its payload and its type outside."""


def relay(*, now: datetime) -> int:
    """
    Make a delivery for each endpoint and event that was committed since the last look; return how many.

    Nobody waits for it and nothing is announced: the shop's transactions do not know that endpoints exist.
    While another process does the same, this one has nothing to do. An endpoint that is being removed is
    waited for, and gets nothing.
    """
    inside, outside = told_types()
    with unit_of_work():
        reader = rows(_READER, [READER])
        if not reader:
            return 0
        [(seen, from_elsewhere)] = reader
        if from_elsewhere:
            execute(_FORGET_TRANSACTIONS, [READER])
            seen = _NOTHING_SEEN
        [(made,)] = rows(
            _RELAY, [inside, outside, seen, seen, now, now, now, READER, now - _A_WHILE]
        )
        return int(made)


_NOTHING_SEEN = "3:3:"

_READER = """
SELECT seen, pg_snapshot_xmax(seen::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot())
FROM plumbing_outbox_reader WHERE name = %s FOR UPDATE SKIP LOCKED"""

_FORGET_TRANSACTIONS = """
UPDATE plumbing_event SET written_by = CASE
  WHEN occurred_at > (SELECT looked_at - interval '1 hour' FROM plumbing_outbox_reader WHERE name = %s)
  THEN pg_current_xact_id() END
WHERE written_by IS NOT NULL"""
"""A dump of another server was loaded: its transaction numbers mean nothing here, times must do once."""

_RELAY = f"""
WITH v AS (
  SELECT o.id, o.payload, t.outside
  FROM plumbing_event AS o JOIN unnest(%s::text[], %s::text[]) AS t(inside, outside) ON o.type = t.inside
  WHERE {UNSEEN.format(seen="%s")}
), made AS (
  INSERT INTO plumbing_webhook_delivery
    (id, endpoint_id, event_id, event_type, state, attempts, due_at, begun_at)
  SELECT gen_random_uuid(), e.id, v.id, v.outside, 'waiting', 0, %s, %s
  FROM v JOIN plumbing_webhook_endpoint AS e ON {WANTS}
  FOR KEY SHARE OF e
  ON CONFLICT DO NOTHING RETURNING 1
), moved AS (
  UPDATE plumbing_outbox_reader SET seen = pg_current_snapshot()::text, looked_at = %s
  WHERE name = %s AND (looked_at < %s OR EXISTS (SELECT 1 FROM v))
)
SELECT count(*) FROM made"""  # noqa: S608 - the condition is our own text
