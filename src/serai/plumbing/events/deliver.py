"""Hand an event to one subscription, once."""

from uuid import UUID

from serai.kernel.clock import now
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.events.publish import DELIVER
from serai.plumbing.events.subscribe import QUEUE, subscriptions
from serai.plumbing.jobs import job
from serai.plumbing.json import from_builtins


@job(name=DELIVER, queue=QUEUE, together=50)
def deliver(event_id: UUID, subscription: str) -> None:
    """
    Run one handler for one event, unless it has run already.

    The receipt and what the handler writes share one transaction. A subscription that no longer exists
    is an error, so that its events wait as dead letters until someone decides.
    """
    known = subscriptions()[subscription]
    with unit_of_work():
        first = rows(_RECEIVE, [event_id, subscription, now()])
        if not first:
            return
        [(payload,)] = first
        known.handler(from_builtins(payload, known.event))


_RECEIVE = """
WITH first AS (
  INSERT INTO plumbing_receipt (event_id, subscription, handled_at) VALUES (%s, %s, %s)
  ON CONFLICT DO NOTHING RETURNING event_id)
SELECT (SELECT payload FROM plumbing_event WHERE id = event_id) FROM first
"""
