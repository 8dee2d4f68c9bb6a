"""What a unit of work writes last: events, jobs and the kept answer, in one statement."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct, structs

from serai.plumbing.db.statements import rows


class EventRow(Struct, frozen=True):
    """A row of the outbox; `payload` is JSON."""

    id: UUID
    type: str
    payload: str
    occurred_at: datetime


class JobRow(Struct, frozen=True):
    """A job to be run after the commit; `args` are JSON-ready."""

    queue: str
    task: str
    args: dict[str, Any]
    lock: str | None = None
    once: str | None = None
    run_at: datetime | None = None


class AnswerRow(Struct, frozen=True):
    """The answer to keep for a repeated request; `body` is JSON."""

    scope: str
    key: str
    fingerprint: bytes
    body: str
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class LastPart:
    """
    A statement that is folded into the closing one, so that what it locks is locked for a moment only.

    `parts` are its common table expressions, `select` reads its rows from them, and `take` is handed those
    rows; what `take` raises undoes the unit of work. Its names differ from those of events, jobs and answer.
    """

    parts: str
    select: str
    params: dict[str, Any]
    take: Callable[[list[tuple[Any, ...]]], None]


@dataclass(slots=True)
class Closing:
    """What has been gathered so far."""

    events: list[EventRow] = field(default_factory=list)
    jobs: list[JobRow] = field(default_factory=list)
    answer: AnswerRow | None = None
    last: LastPart | None = None
    afterwards: list[Callable[[], None]] = field(default_factory=list)
    """Done once it is over, committed or undone."""


_EVENTS = """events AS (
  INSERT INTO plumbing_event (id, type, payload, occurred_at)
  SELECT * FROM json_to_recordset(%(events)s::json)
    AS e (id uuid, type text, payload jsonb, occurred_at timestamptz))"""

_JOBS = """jobs AS (
  INSERT INTO procrastinate_jobs (queue_name, task_name, args, lock, queueing_lock, scheduled_at, priority)
  SELECT *, 0 FROM json_to_recordset(%(jobs)s::json)
    AS j (queue text, task text, args jsonb, lock text, once text, run_at timestamptz)
  ON CONFLICT DO NOTHING)"""

_ANSWER = """answers AS (
  INSERT INTO plumbing_answer (scope, key, fingerprint, body, kept_at)
  VALUES (%(scope)s, %(key)s, %(fingerprint)s, %(body)s::jsonb, %(kept_at)s))"""


def write_closing(closing: Closing) -> None:
    """Write everything gathered in one statement; write nothing when nothing was gathered."""
    parts: list[str] = []
    params: dict[str, Any] = {}
    if closing.events:
        parts.append(_EVENTS)
        params["events"] = _json([_event(row) for row in closing.events])
    if closing.jobs:
        parts.append(_JOBS)
        params["jobs"] = _json(closing.jobs)
    if answer := closing.answer:
        parts.append(_ANSWER)
        params |= structs.asdict(answer)
    select = "SELECT 1"
    if last := closing.last:
        if taken := params.keys() & last.params.keys():
            raise RuntimeError(f"The last part calls its parameters as others do: {taken}.")
        parts.append(last.parts)
        params |= last.params
        select = last.select
    if parts:
        found = rows(f"WITH {', '.join(parts)} {select}", params)
        if last:
            last.take(found)


def _event(row: EventRow) -> dict[str, Any]:
    payload = msgspec.Raw(row.payload.encode())
    return {"id": row.id, "type": row.type, "payload": payload, "occurred_at": row.occurred_at}


def _json(gathered: object) -> str:
    return msgspec.json.encode(gathered).decode()
