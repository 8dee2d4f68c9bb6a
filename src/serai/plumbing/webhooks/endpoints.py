"""Endpoints as others see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import execute
from serai.plumbing.models import WebhookEndpoint
from serai.plumbing.webhooks.sealed import unseal

MOST = 100
"""So many endpoints one installation tells."""


class WebhookNotFound(DomainError):
    """No webhook, or none of its deliveries, has this id."""

    code = "webhooks.not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, wanted: UUID) -> None:
        self.id = wanted
        super().__init__(f"No webhook {wanted}.")


@dataclass(frozen=True, slots=True)
class EndpointView:
    """An endpoint, without its secrets."""

    id: UUID
    label: str
    url: str
    event_types: list[str]
    channels: list[str]
    active: bool
    inactive_because: str
    failures: int
    failing_since: datetime | None
    paused_until: datetime | None
    last_success_at: datetime | None
    previous_secret_until: datetime | None
    created_at: datetime

    @classmethod
    def of(cls, row: WebhookEndpoint) -> "EndpointView":
        """Return the view of a row."""
        return cls(
            id=row.pk,
            label=row.label,
            url=row.url,
            event_types=row.event_types,
            channels=row.channel_codes,
            active=row.active,
            inactive_because=row.inactive_because,
            failures=row.failures,
            failing_since=row.failing_since,
            paused_until=row.paused_until,
            last_success_at=row.last_success_at,
            previous_secret_until=row.previous_until,
            created_at=row.created_at,
        )


def endpoints() -> list[EndpointView]:
    """Return every endpoint, the oldest first; one statement."""
    return [EndpointView.of(row) for row in WebhookEndpoint.objects.order_by("pk")[:MOST]]


def endpoint(endpoint_id: UUID) -> EndpointView:
    """
    Return one endpoint; one statement.

    Raises:
        WebhookNotFound: there is none.
    """
    return EndpointView.of(found(endpoint_id))


def count_failing_endpoints() -> int:
    """Return how many endpoints rest, or were switched off because they failed."""
    failed = ~Q(inactive_because__in=["", "switched off"])
    return WebhookEndpoint.objects.filter(Q(paused_until__isnull=False) | failed).count()


def secret_of(endpoint_id: UUID) -> str:
    """
    Return the secret that signs now, for whoever has just made it.

    Raises:
        WebhookNotFound: there is no such endpoint.
    """
    row = found(endpoint_id)
    return unseal(bytes(row.secret), of=row.pk, installation=settings.SERAI_SECRET)


def found(endpoint_id: UUID, *, locked: bool = False) -> WebhookEndpoint:
    """
    Return the row of an endpoint.

    Raises:
        WebhookNotFound: there is none.
    """
    rows = WebhookEndpoint.objects.select_for_update() if locked else WebhookEndpoint.objects
    row = rows.filter(pk=endpoint_id).first()
    if row is None:
        raise WebhookNotFound(endpoint_id)
    return row


def lock_endpoints(endpoint_ids: Sequence[UUID]) -> None:
    """
    Lock endpoints, in the order of their keys; one statement.

    Whoever changes several deliveries, or a delivery and its endpoint, locks the endpoint before: so nobody
    waits for a delivery of somebody who waits for them.
    """
    execute(_LOCK, [list(endpoint_ids)])


_LOCK = """
SELECT 1 FROM plumbing_webhook_endpoint WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"""
