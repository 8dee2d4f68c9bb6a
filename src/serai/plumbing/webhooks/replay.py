"""Deliver again: one delivery, all that failed, or everything that happened in a time."""

from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import first_id_at, uuid7
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.models import WebhookDelivery
from serai.plumbing.webhooks.catalogue import PING, told_types
from serai.plumbing.webhooks.endpoints import WebhookNotFound, found
from serai.plumbing.webhooks.relay import WANTS


class WebhookInactive(DomainError):
    """The endpoint is switched off: nothing is sent to it."""

    code = "webhooks.inactive"
    kind = Kind.CONFLICT

    def __init__(self, endpoint_id: UUID) -> None:
        self.id = endpoint_id
        super().__init__("This webhook is switched off; switch it on first.")


def replay_delivery(delivery_id: UUID, *, now: datetime) -> None:
    """
    Deliver once more, whatever came of it before, under the same `webhook-id`.

    Raises:
        WebhookNotFound: there is no such delivery.
        WebhookInactive: its endpoint is switched off.
    """
    with unit_of_work():
        delivery = WebhookDelivery.objects.filter(pk=delivery_id).first()
        if delivery is not None:
            _active(delivery.endpoint_id)
        if not rows(f"{_AGAIN} id = %s RETURNING 1", [now, now, delivery_id]):
            raise WebhookNotFound(delivery_id)


def replay_failed(endpoint_id: UUID, *, since: datetime, now: datetime) -> int:
    """
    Deliver all that failed, or is still waiting, since an instant; return how many.

    Raises:
        WebhookNotFound: there is no such endpoint.
        WebhookInactive: it is switched off.
    """
    with unit_of_work():
        _active(endpoint_id)
        again = rows(
            f"{_AGAIN} endpoint_id = %s AND begun_at >= %s AND state <> 'delivered' RETURNING 1",
            [now, now, endpoint_id, since],
        )
        return len(again)


def replay_range(endpoint_id: UUID, *, since: datetime, until: datetime, now: datetime) -> int:
    """
    Deliver every event of a time that the endpoint wants, told before or not; return how many.

    An endpoint that subscribed late gets its history this way.

    Raises:
        WebhookNotFound: there is no such endpoint.
        WebhookInactive: it is switched off.
    """
    inside, outside = told_types()
    with unit_of_work():
        _active(endpoint_id)
        again = rows(
            _RANGE, [inside, outside, first_id_at(since), first_id_at(until), now, now, endpoint_id]
        )
        return len(again)


def send_ping(endpoint_id: UUID, *, now: datetime) -> UUID:
    """
    Send a test message, which means nothing; return the id of its delivery.

    Raises:
        WebhookNotFound: there is no such endpoint.
        WebhookInactive: it is switched off.
    """
    with unit_of_work():
        _active(endpoint_id)
        [(delivery_id,)] = rows(_PING, [endpoint_id, uuid7(), PING, now, now])
        return UUID(str(delivery_id))


def _active(endpoint_id: UUID) -> None:
    """Lock an endpoint, before any of its deliveries, and refuse one that is switched off."""
    if not found(endpoint_id, locked=True).active:
        raise WebhookInactive(endpoint_id)


_AGAIN = """
UPDATE plumbing_webhook_delivery
SET state = 'waiting', attempts = 0, due_at = %s, begun_at = %s, settled_at = NULL WHERE"""

_RANGE = f"""
WITH v AS (
  SELECT o.id, o.payload, t.outside
  FROM plumbing_event AS o JOIN unnest(%s::text[], %s::text[]) AS t(inside, outside) ON o.type = t.inside
  WHERE o.id >= %s AND o.id < %s
)
INSERT INTO plumbing_webhook_delivery
  (id, endpoint_id, event_id, event_type, state, attempts, due_at, begun_at)
SELECT gen_random_uuid(), e.id, v.id, v.outside, 'waiting', 0, %s, %s
FROM v JOIN plumbing_webhook_endpoint AS e ON e.id = %s AND {WANTS}
ON CONFLICT (endpoint_id, event_id) DO UPDATE
SET state = 'waiting', attempts = 0, due_at = excluded.due_at, begun_at = excluded.begun_at, settled_at = NULL
RETURNING 1"""  # noqa: S608 - the condition is our own text

_PING = """
INSERT INTO plumbing_webhook_delivery
  (id, endpoint_id, event_id, event_type, state, attempts, due_at, begun_at)
VALUES (gen_random_uuid(), %s, %s, %s, 'waiting', 0, %s, %s) RETURNING id"""
