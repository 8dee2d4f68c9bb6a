"""What came of a try, and what follows from it for the delivery and its endpoint."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from serai.kernel.ids import uuid7
from serai.plumbing.db import execute, rows, unit_of_work
from serai.plumbing.webhooks.endpoints import lock_endpoints
from serai.plumbing.webhooks.schedule import LIFE, asked_to_wait, rest_after, wait_after

KEPT = 1000
"""So many bytes of an answer are kept."""

GONE = 410


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    One try.

    Attributes:
        delivery_id: what was tried.
        endpoint_id: where.
        attempts: how often, with this one.
        begun_at: when the delivery began to be tried at all.
        tried_at: when.
        milliseconds: how long it took.
        status: what was answered; `None`: nobody answered.
        error: why not.
        answer: the beginning of the body.
        retry_after: the header, or nothing.
    """

    delivery_id: UUID
    endpoint_id: UUID
    attempts: int
    begun_at: datetime
    tried_at: datetime
    milliseconds: int
    status: int | None
    error: str = ""
    answer: str = ""
    retry_after: str = ""

    @property
    def accepted(self) -> bool:
        """Return whether the endpoint has it."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def wait_asked(self) -> timedelta:
        """Return what an endpoint that is overloaded asked for."""
        overloaded = self.status in (429, 503)
        return asked_to_wait(self.retry_after, now=self.tried_at) if overloaded else timedelta(0)


def settle_outcomes(outcomes: Sequence[Outcome], *, now: datetime, chance: float) -> None:
    """
    Write down what came of several tries: one transaction, a statement for each kind of thing.

    Args:
        outcomes: of any endpoints.
        now: the present instant.
        chance: a random number from 0 to 1: how far waits are from their schedule.
    """
    with unit_of_work():
        lock_endpoints([outcome.endpoint_id for outcome in outcomes])
        execute(_LOG, _log(outcomes))
        good = [outcome for outcome in outcomes if outcome.accepted]
        if good:
            execute(_DELIVERED, [now, [outcome.delivery_id for outcome in good]])
            execute(_ENDPOINTS_ANSWERED, [now, list({one.endpoint_id for one in good})])
        for outcome in outcomes:
            if not outcome.accepted:
                _try_again(outcome, now=now, chance=chance)
                _note_failure(outcome, now=now, chance=chance)


def _try_again(outcome: Outcome, *, now: datetime, chance: float) -> None:
    wait = wait_after(outcome.attempts, chance=chance)
    due_at = None if wait is None else now + max(wait, outcome.wait_asked)
    if due_at is None or due_at > outcome.begun_at + LIFE:
        execute(_GIVEN_UP, [now, outcome.delivery_id])
    else:
        execute(_LATER, [due_at, outcome.delivery_id])


def _note_failure(outcome: Outcome, *, now: datetime, chance: float) -> None:
    [(failures, failing_since)] = rows(_FAILED, [now, outcome.endpoint_id]) or [(0, now)]
    rest = rest_after(failures, chance=chance)
    asked = outcome.wait_asked
    if rest is not None or asked:
        execute(_REST, [now + max(rest or asked, asked), outcome.endpoint_id])
    if outcome.status == GONE:
        execute(_SWITCH_OFF, ["it answered 410 Gone", outcome.endpoint_id])
    elif now - failing_since > LIFE:
        execute(_SWITCH_OFF, [f"nothing but failures for {LIFE.days} days", outcome.endpoint_id])


def _log(outcomes: Sequence[Outcome]) -> list[list[object]]:
    return [
        [uuid7() for _ in outcomes],
        [outcome.delivery_id for outcome in outcomes],
        [outcome.tried_at for outcome in outcomes],
        [outcome.status for outcome in outcomes],
        [outcome.error for outcome in outcomes],
        [outcome.answer for outcome in outcomes],
        [outcome.milliseconds for outcome in outcomes],
    ]


_LOG = """
INSERT INTO plumbing_webhook_attempt (id, delivery_id, tried_at, status, error, answer, milliseconds)
SELECT t.* FROM unnest(%s::uuid[], %s::uuid[], %s::timestamptz[], %s::int[], %s::text[], %s::text[], %s::int[])
  AS t(id, delivery_id, tried_at, status, error, answer, milliseconds)
JOIN plumbing_webhook_delivery AS d ON d.id = t.delivery_id"""
"""Of an endpoint that was removed in the meantime nothing is kept."""

_DELIVERED = """
UPDATE plumbing_webhook_delivery SET state = 'delivered', settled_at = %s
WHERE id = ANY(%s) AND state = 'waiting'"""

_ENDPOINTS_ANSWERED = """
UPDATE plumbing_webhook_endpoint
SET failures = 0, failing_since = NULL, paused_until = NULL, last_success_at = %s
WHERE id = ANY(%s)"""

_GIVEN_UP = """
UPDATE plumbing_webhook_delivery SET state = 'given_up', settled_at = %s
WHERE id = %s AND state = 'waiting'"""

_LATER = "UPDATE plumbing_webhook_delivery SET due_at = %s WHERE id = %s AND state = 'waiting'"

_FAILED = """
UPDATE plumbing_webhook_endpoint
SET failures = failures + 1, failing_since = coalesce(failing_since, %s)
WHERE id = %s RETURNING failures, failing_since"""

_REST = "UPDATE plumbing_webhook_endpoint SET paused_until = %s WHERE id = %s"

_SWITCH_OFF = """
UPDATE plumbing_webhook_endpoint SET active = false, inactive_because = %s WHERE id = %s"""
