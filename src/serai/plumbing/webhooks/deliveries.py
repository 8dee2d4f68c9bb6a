"""The log of deliveries: pages, one with its tries, and how long it is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from serai.kernel.clock import now
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.plumbing.db import execute, unit_of_work
from serai.plumbing.jobs.periodic import periodic
from serai.plumbing.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from serai.plumbing.webhooks.endpoints import WebhookNotFound, found, lock_endpoints
from serai.plumbing.webhooks.schedule import LIFE

KEPT_FOR = timedelta(days=30)
"""How long the log of what was delivered or given up is kept."""


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """A delivery. `event_id` is the `webhook-id` that the endpoint sees."""

    id: UUID
    endpoint_id: UUID
    event_id: UUID
    event_type: str
    state: str
    attempts: int
    begun_at: datetime
    due_at: datetime | None
    settled_at: datetime | None

    @classmethod
    def of(cls, row: WebhookDelivery) -> "DeliveryView":
        """Return the view of a row."""
        return cls(
            id=row.pk,
            endpoint_id=row.endpoint_id,
            event_id=row.event_id,
            event_type=row.event_type,
            state=row.state,
            attempts=row.attempts,
            begun_at=row.begun_at,
            due_at=row.due_at if row.settled_at is None else None,
            settled_at=row.settled_at,
        )


@dataclass(frozen=True, slots=True)
class AttemptView:
    """One try."""

    tried_at: datetime
    status: int | None
    error: str
    answer: str
    milliseconds: int


@dataclass(frozen=True, slots=True)
class DeliveryLog:
    """A delivery with its tries, the newest first."""

    delivery: DeliveryView
    tries: list[AttemptView]


def deliveries_of(
    endpoint_id: UUID, *, state: str | None = None, cursor: str | None = None, limit: int = 50
) -> Page[DeliveryView]:
    """
    Return the deliveries of an endpoint, the newest first; two statements.

    Raises:
        WebhookNotFound: there is no such endpoint.
        BadCursor: the cursor is of another list.
    """
    found(endpoint_id)
    wanted = WebhookDelivery.objects.filter(endpoint_id=endpoint_id)
    if state:
        wanted = wanted.filter(state=state)
    if cursor:
        begun_at, last = decode_cursor(cursor, datetime, UUID)
        wanted = wanted.filter(begun_at__lte=begun_at).exclude(begun_at=begun_at, pk__gte=last)
    rows = list(wanted.order_by("-begun_at", "-pk")[: limit + 1])
    items = [DeliveryView.of(row) for row in rows[:limit]]
    more = len(rows) > limit
    return Page(items, encode_cursor(items[-1].begun_at, items[-1].id) if more else None)


def delivery_log(delivery_id: UUID) -> DeliveryLog:
    """
    Return one delivery with its tries; two statements.

    Raises:
        WebhookNotFound: there is none.
    """
    row = WebhookDelivery.objects.filter(pk=delivery_id).first()
    if row is None:
        raise WebhookNotFound(delivery_id)
    tries = WebhookAttempt.objects.filter(delivery_id=delivery_id).order_by("-tried_at", "-pk")
    views = [
        AttemptView(one.tried_at, one.status, one.error, one.answer, one.milliseconds)
        for one in tries[:100]
    ]
    return DeliveryLog(DeliveryView.of(row), views)


@periodic(cron="17 * * * *", name="plumbing.tidy_webhooks")
def tidy_webhooks() -> None:
    """Give up what waited too long, also in a circuit, and forget what was settled long ago."""
    instant = now()
    with unit_of_work():
        lock_endpoints(list(WebhookEndpoint.objects.values_list("pk", flat=True)))
        execute(_GIVE_UP, [instant, instant - LIFE])
        execute(_FORGET, [instant - KEPT_FOR])


_GIVE_UP = """
UPDATE plumbing_webhook_delivery SET state = 'given_up', settled_at = %s
WHERE state = 'waiting' AND begun_at < %s"""

_FORGET = """
WITH old AS (
  SELECT id FROM plumbing_webhook_delivery WHERE begun_at < %s AND state <> 'waiting'
), tries AS (
  DELETE FROM plumbing_webhook_attempt USING old WHERE delivery_id = old.id
)
DELETE FROM plumbing_webhook_delivery USING old WHERE plumbing_webhook_delivery.id = old.id"""
