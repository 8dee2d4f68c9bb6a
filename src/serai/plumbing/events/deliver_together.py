"""Hand many events to one subscription in one transaction, each once."""

from functools import partial
from typing import Any

import structlog

from serai.kernel.clock import now
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.events.subscribe import QUEUE, Subscription, subscriptions
from serai.plumbing.jobs.batches import MOST, Batch, leave_alone
from serai.plumbing.json import from_builtins

log = structlog.get_logger("serai.events")


def delivery_batches() -> list[Batch]:
    """Return a batch for each subscription that handles many events at once."""
    together = [known for known in subscriptions().values() if known.together]
    return [Batch(known.queue, partial(_of_worker, known)) for known in together]


def deliver_together(known: Subscription) -> int:
    """
    Handle up to `MOST` events that wait for a subscription; return how many deliveries were taken.

    The jobs are deleted, the receipts written and the events handled in one transaction: a worker that dies
    leaves all of them waiting. When the handler fails nothing has happened, and each event is handled alone,
    so that one that cannot be handled holds up no other.
    """
    taken: list[int] = []
    try:
        _handle(known, _TAKE_MANY, [known.queue, MOST], taken)
    except Exception as error:
        if not taken:
            raise
        log.warning("events are handled one by one", subscription=known.name, error=repr(error))
        for job_id in taken:
            _handle_alone(known, job_id)
    return len(taken)


def _of_worker(known: Subscription, _: int) -> int:
    return deliver_together(known)


def _handle_alone(known: Subscription, job_id: int) -> None:
    try:
        _handle(known, _TAKE_ONE, [job_id], [])
    except Exception as error:  # noqa: BLE001 - it is kept, and the event is delivered again
        leave_alone(job_id, error, queue=QUEUE)


def _handle(known: Subscription, take: str, which: list[Any], taken: list[int]) -> None:
    """Take deliveries, and note them in `taken` before they are handled."""
    with unit_of_work():
        found = rows(take, [*which, known.name, now()])
        taken += [job_id for job_id, _ in found]
        payloads = [payload for _, payload in found if payload is not None]
        if payloads and known.together:
            known.together([from_builtins(payload, known.event) for payload in payloads])


_TAKE = """
WITH waiting AS MATERIALIZED (  -- once: asked again for each row it would go on to the next ones
  {waiting}
), taken AS (
  DELETE FROM procrastinate_jobs AS job USING waiting WHERE job.id = waiting.id
  RETURNING job.id, (job.args ->> 'event_id')::uuid AS event_id
), first AS (
  INSERT INTO plumbing_receipt (event_id, subscription, handled_at)
  SELECT DISTINCT event_id, %s, %s::timestamptz FROM taken
  ON CONFLICT DO NOTHING RETURNING event_id
)
SELECT min(taken.id) AS id, (SELECT payload FROM plumbing_event WHERE id = first.event_id)
FROM taken LEFT JOIN first USING (event_id) GROUP BY taken.event_id, first.event_id ORDER BY 1"""
_TAKE_MANY = _TAKE.format(
    waiting="""
  SELECT id FROM procrastinate_jobs
  WHERE queue_name = %s AND status = 'todo' AND coalesce(scheduled_at <= now(), true)
  ORDER BY id LIMIT %s
  FOR UPDATE SKIP LOCKED"""
)
_TAKE_ONE = _TAKE.format(
    waiting="SELECT id FROM procrastinate_jobs WHERE id = %s AND status = 'todo' FOR UPDATE"
)
"""A delivery whose event has a receipt is over, and brings no payload."""
