"""What a unit of work writes last: events, jobs and the kept answer, in one statement."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from serai.plumbing.db.statements import execute


@dataclass(frozen=True, slots=True)
class EventRow:
    """A row of the outbox; `payload` is JSON."""

    id: UUID
    type: str
    payload: str
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job to be run after the commit; `args` are JSON-ready."""

    queue: str
    task: str
    args: dict[str, Any]
    lock: str | None = None
    once: str | None = None
    run_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """The answer to keep for a repeated request; `body` is JSON."""

    scope: str
    key: str
    fingerprint: bytes
    body: str
    kept_at: datetime


@dataclass(slots=True)
class Closing:
    """What has been gathered so far."""

    events: list[EventRow] = field(default_factory=list)
    jobs: list[JobRow] = field(default_factory=list)
    answer: AnswerRow | None = None


_EVENTS = """events AS (
  INSERT INTO plumbing_event (id, type, payload, occurred_at)
  SELECT * FROM unnest(%s::uuid[], %s::text[], %s::jsonb[], %s::timestamptz[]))"""

_JOBS = """jobs AS (
  INSERT INTO procrastinate_jobs (queue_name, task_name, args, lock, queueing_lock, scheduled_at, priority)
  SELECT *, 0 FROM unnest(%s::text[], %s::text[], %s::jsonb[], %s::text[], %s::text[], %s::timestamptz[])
  ON CONFLICT DO NOTHING)"""

_ANSWER = """answers AS (
  INSERT INTO plumbing_answer (scope, key, fingerprint, body, kept_at)
  VALUES (%s, %s, %s, %s::jsonb, %s))"""


def write_closing(closing: Closing) -> None:
    """Write everything gathered in one statement; write nothing when nothing was gathered."""
    parts: list[str] = []
    params: list[Any] = []
    if events := closing.events:
        parts.append(_EVENTS)
        params += [
            [event.id for event in events],
            [event.type for event in events],
            [event.payload for event in events],
            [event.occurred_at for event in events],
        ]
    if jobs := closing.jobs:
        parts.append(_JOBS)
        params += [
            [job.queue for job in jobs],
            [job.task for job in jobs],
            [msgspec.json.encode(job.args).decode() for job in jobs],
            [job.lock for job in jobs],
            [job.once for job in jobs],
            [job.run_at for job in jobs],
        ]
    if answer := closing.answer:
        parts.append(_ANSWER)
        params += [answer.scope, answer.key, answer.fingerprint, answer.body, answer.kept_at]
    if parts:
        execute(f"WITH {', '.join(parts)} SELECT 1", params)
